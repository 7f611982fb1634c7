"""Judge invoices: one line of JSON for each judge of each file.

usage: judge.py [--judge NAME]... FILE...    judge these files
       judge.py [--judge NAME]... -          judge the files that standard input names, one a line, as they come
       judge.py --list                       name the judges that are installed, with their versions

Without --judge an invoice goes to every judge that knows its kind, but for `french`, which is asked only by name.
Exit status: 0 everything was judged, whatever the verdicts; 64 usage; 66 a file cannot be opened;
69 a judge is missing; 70 a judge broke.
"""
import argparse
import json
import sys

from judges.verdict import FATAL, Finding, MissingJudge, Verdict

ON_REQUEST = {"french"}


def main():
    asked = arguments()
    try:
        judges = bench(asked.judge)
        if asked.list:
            for judge in judges:
                print(json.dumps({"judge": judge.name, "version": judge.version}))
            return 0
        judge_all(names_of(asked.files), judges, chosen=bool(asked.judge))
        return 0
    except (MissingJudge, ImportError) as absence:
        return stop(69, f"a judge is missing: {absence}; `make judges` installs it")
    except OSError as fault:
        return stop(66, fault)
    except Exception as fault:
        return stop(70, f"{type(fault).__name__}: {fault}")


def arguments():
    parser = argparse.ArgumentParser(description="Judge invoices.")
    parser.error = lambda message: sys.exit(stop(64, f"{message}; see the head of {sys.argv[0]}"))
    parser.add_argument("--judge", action="append", default=[], choices=["schema", "en16931", "peppol", "french"])
    parser.add_argument("--list", action="store_true")
    parser.add_argument("files", nargs="*")
    asked = parser.parse_args()
    if not asked.list and not asked.files:
        parser.error("no file is named")
    return asked


def bench(names):
    """The judges of these names; all of them for no name."""
    from judges.peppol import PeppolJudge
    from judges.schema import SchemaJudge
    from judges.schematron import EN16931Judge, FrenchJudge

    every = [SchemaJudge, EN16931Judge, PeppolJudge, FrenchJudge]
    return [judge() for judge in every if not names or judge.name in names]


def names_of(files):
    if files == ["-"]:
        return (line.rstrip("\n") for line in iter(sys.stdin.readline, "") if line.strip())
    return files


def judge_all(files, judges, chosen):
    from judges.invoice import NotXML, read_invoice

    for file in files:
        try:
            invoice = read_invoice(file)
        except NotXML as fault:
            tell(Verdict(file, judges[0].name, judges[0].version, (Finding("NOT-XML", FATAL, str(fault)),)))
            continue
        for judge in judges:
            if chosen or (judge.knows(invoice) and judge.name not in ON_REQUEST):
                tell(Verdict(file, judge.name, judge.version, tuple(judge.findings(invoice))))


def tell(verdict):
    print(json.dumps(verdict.as_json()), flush=True)


def stop(status, reason):
    print(f"judge.py: {reason}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
