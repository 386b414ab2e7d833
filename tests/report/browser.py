"""A headless Chromium driven over its debugging pipe. Standard library only."""
import base64
import json
import os
import shutil
import subprocess
import tempfile
import time

SWITCHES = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-extensions", "--disable-sync",
            "--remote-debugging-pipe", "--force-color-profile=srgb", "--font-render-hinting=none"]


def program():
    """The path of the browser; None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-headless-shell")


class Browser:
    """One page. `seen` holds what it reported since the last load."""

    def __init__(self, patience=60):
        self.patience, self.seen, self.next = patience, [], 0
        self.home = tempfile.mkdtemp(prefix="hubmine-browser-")
        down, self.write_end = os.pipe()
        self.read_end, up = os.pipe()
        self.rest = b""

        def at_three_and_four():
            kept = os.dup(down), os.dup(up)
            os.dup2(kept[0], 3)
            os.dup2(kept[1], 4)

        self.process = subprocess.Popen([program(), *SWITCHES, f"--user-data-dir={self.home}", "about:blank"],
                                        preexec_fn=at_three_and_four, close_fds=False, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        os.close(down)
        os.close(up)
        self.session = None
        target = next(one for one in self.ask("Target.getTargets")["targetInfos"] if one["type"] == "page")
        self.session = self.ask("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(domain + ".enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        os.close(self.read_end)
        os.close(self.write_end)
        shutil.rmtree(self.home, ignore_errors=True)

    def receive(self):
        while b"\0" not in self.rest:
            more = os.read(self.read_end, 1 << 20)
            if not more:
                raise RuntimeError("the browser is gone")
            self.rest += more
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, **parameters):
        self.next += 1
        message = {"id": self.next, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.write_end, json.dumps(message).encode() + b"\0")
        while True:
            reply = self.receive()
            if reply.get("id") == self.next:
                if "error" in reply:
                    raise RuntimeError(f"{method}: {reply['error']}")
                return reply["result"]
            self.seen.append(reply)

    def value(self, expression):
        told = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in told:
            raise RuntimeError(f"{expression}: {told['exceptionDetails']}")
        return told["result"].get("value")

    def wait_for(self, expression):
        end = time.monotonic() + self.patience
        while not self.value(expression):
            if time.monotonic() > end:
                raise RuntimeError(f"in {self.patience} s it did not come true that {expression}")
            time.sleep(0.05)

    def look(self, width, scheme="light", height=900):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.ask("Emulation.setEmulatedMedia", media="", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def open(self, path):
        self.seen = []
        self.ask("Page.navigate", url=path.resolve().as_uri())
        self.wait_for("document.documentElement?.dataset.drawn === 'yes'")

    def screenshot(self, path, clip=None):
        if clip is None:
            size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
            clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"]}
        told = self.ask("Page.captureScreenshot", captureBeyondViewport=True, clip={**clip, "scale": clip.get("scale", 1)})
        path.write_bytes(base64.b64decode(told["data"]))

    def pdf(self, path):
        told = self.ask("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        path.write_bytes(base64.b64decode(told["data"]))
        return path.read_bytes()

    def complaints(self):
        """Errors of the page, and requests for anything but itself."""
        found = []
        for event in self.seen:
            told = event.get("params", {})
            if event.get("method") == "Runtime.exceptionThrown":
                found.append(f"an error: {told['exceptionDetails'].get('exception', {}).get('description', told)}")
            elif event.get("method") == "Runtime.consoleAPICalled" and told["type"] in ("error", "warning", "assert"):
                found.append(f"console: {[one.get('value', one.get('description')) for one in told['args']]}")
            elif event.get("method") == "Log.entryAdded" and told["entry"]["level"] in ("error", "warning"):
                found.append(f"log: {told['entry']['text']}")
            elif event.get("method") == "Network.requestWillBeSent":
                url = told["request"]["url"]
                if not url.startswith(("file:", "data:", "blob:")):
                    found.append(f"asks for {url}")
        return found
