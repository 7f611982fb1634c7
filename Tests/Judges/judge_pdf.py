"""Judge PDF files: one line of JSON for each judge of each file, as judge.py writes them.

usage: judge_pdf.py [--factur-x] FILE...

Each file is held to PDF/A-3a, 3b and 3u and to PDF/UA-1; with --factur-x also to what Factur-X asks of the file.
Exit status: 0 everything was judged, whatever the verdicts; 64 usage; 69 a judge is missing; 70 a judge broke.
"""
import json
import sys

from judges.verdict import MissingJudge


def main(arguments):
    files = [argument for argument in arguments if argument != "--factur-x"]
    if not files:
        return stop(64, "no file is named; see the head of judge_pdf.py")
    try:
        for judge in bench("--factur-x" in arguments):
            for verdict in judge.verdicts(files):
                print(json.dumps(verdict.as_json()), flush=True)
        return 0
    except (MissingJudge, ImportError) as absence:
        return stop(69, f"a judge is missing: {absence}; `make judges` installs it")
    except Exception as fault:
        return stop(70, f"{type(fault).__name__}: {fault}")


def bench(is_factur_x):
    from judges.verapdf import VeraPDF

    if not is_factur_x:
        return [VeraPDF()]
    from judges.container import Container

    return [VeraPDF(), Container()]


def stop(status, reason):
    print(f"judge_pdf.py: {reason}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
