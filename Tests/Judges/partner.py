"""A trading partner that orders from us by X12 or EDIFACT: the simulator mock-edi, as a process of its own on loopback.

Prints the order that it sends us in one line of Base64. Then takes documents from us, each in one line of Base64, and
prints of each, in one line of JSON, whether it is accepted and what is found against it. At the end of its input it
prints where the partner disagrees with what we answered, shipped and billed.
"""

import base64
import json
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path


def request(url, body=None, method=None):
    message = urllib.request.Request(url, data=body, method=method or ("POST" if body else "GET"))
    with urllib.request.urlopen(message, timeout=20) as answer:
        return answer.read().decode()


def wait_for(url, process):
    for _ in range(200):
        if process.poll() is not None:
            sys.exit("mock-edi has ended")
        try:
            return request(url)
        except OSError:
            time.sleep(0.05)
    sys.exit("mock-edi does not answer")


def findings(summary):
    found = list(summary.get("findings") or [])
    for entry in summary.get("transactionSets") or []:
        found += entry.get("findings") or []
    return found


def main():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    program = Path(sys.executable).with_name("mock-edi")
    process = subprocess.Popen([program, "--port", str(port), "-q", "--no-request-log"], stdout=subprocess.DEVNULL)
    try:
        wait_for(base + "/_mock/health", process)
        manner = {"test": 0, "dialect": sys.argv[1], "version": "004010" if sys.argv[1] == "X12" else "D:96A:UN"}
        request(base + "/_mock/partners/NORTHWIND", json.dumps(manner).encode(), "PATCH")
        order = {
            "partner": "NORTHWIND", "po_number": "4500001001", "currency": "EUR",
            "lines": [
                {"sku": "WIDGET-001", "quantity": "100", "uom": "EA", "price": "12.50"},
                {"sku": "CABLE-2M", "quantity": "7", "uom": "EA", "price": "3.95"},
            ],
        }
        request(base + "/_mock/purchase", json.dumps(order).encode())
        print(base64.b64encode(request(base + "/_mock/mailbox?raw").encode()).decode(), flush=True)
        for line in sys.stdin:
            summary = json.loads(request(base + "/edi", base64.b64decode(line)))
            print(json.dumps({"accepted": summary.get("accepted"), "findings": findings(summary)}), flush=True)
        print(request(base + "/_mock/disagreements").replace("\n", " "), flush=True)
    finally:
        process.kill()
        process.wait()


main()
