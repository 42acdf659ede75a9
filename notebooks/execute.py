"""Writes the kernel specification, executes notebooks, compares outputs. Called by notebooks/run."""

import argparse
import asyncio
import atexit
import json
import os
import re
import struct
import sys
import xml.etree.ElementTree as ElementTree
from base64 import b64decode
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

KERNEL = "betti-java"
CELL_TIMEOUT_SECONDS = 600
ERROR_LINES = 30
START_TIMEOUT_SECONDS = 60
START_ATTEMPTS = 3
# The last digits of MLlib's sums depend on the BLAS library that it finds on a machine.
APPROXIMATE_TAG = "approximate"
APPROXIMATE_TOLERANCE = 0.02


def write_kernel_spec(root, work, java, class_path):
    """Writes kernel.json where JUPYTER_DATA_DIR makes Jupyter look for it; returns its folder."""
    pom = ElementTree.parse(root / "pom.xml").getroot()
    options = pom.findtext("m:properties/m:spark.jvm.options",
                           namespaces={"m": "http://maven.apache.org/POM/4.0.0"})
    if not options:
        sys.exit("notebooks/run: pom.xml has no property spark.jvm.options for the kernel's JVM")
    settings = {
        "betti.notebook.log": work / "spark.log",
        "file.encoding": "UTF-8",
        "java.awt.headless": "true",
        "user.language": "en",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": work / "warehouse",
        "spark.local.dir": work / "spark",
    }
    spec = {
        # A notebook is a short run: compiling quickly gains more than compiling well. Vectors need
        # the other compiler.
        "argv": [java, "-Xmx2g", "-XX:TieredStopAtLevel=1",
                 *(option for option in options.split() if "incubator.vector" not in option),
                 *(f"-D{name}={value}" for name, value in settings.items()),
                 "-cp", class_path, "org.rapaio.jupyter.kernel.MainApp", "{connection_file}"],
        "display_name": "Java (Betti)",
        "language": "java",
        "interrupt_mode": "message",
        "env": {"SPARK_LOCAL_IP": "127.0.0.1"},
    }
    folder = Path(os.environ["JUPYTER_DATA_DIR"]) / "kernels" / KERNEL
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kernel.json").write_text(json.dumps(spec, indent=1) + "\n")
    return folder


class KernelNotReady(Exception):
    """The kernel started but did not answer."""


class JavaNotebookClient(NotebookClient):
    """Speaks to the kernel only once it listens.

    A request that waits at the door when the kernel opens its ports can reach it before its
    handlers are there, and is then its last (rapaio-jupyter-kernel 3.0.1, Channels.connect).
    """

    async def async_start_new_kernel(self, **kwargs):
        await super().async_start_new_kernel(**kwargs)
        clock = asyncio.get_running_loop().time
        start = clock()
        for port in self.km.ports:
            while not await self.listens(port):
                if clock() > start + START_TIMEOUT_SECONDS:
                    await self._async_cleanup_kernel()
                    raise KernelNotReady(f"port {port} not open in {START_TIMEOUT_SECONDS} s")
                await asyncio.sleep(0.1)
        # The handlers follow at once, but "at once" is long on a busy machine.
        await asyncio.sleep(max(1, (clock() - start) / 2))

    async def listens(self, port):
        try:
            _, writer = await asyncio.open_connection(self.km.ip, port)
            writer.close()
            return True
        except OSError:
            return False

    async def async_start_new_kernel_client(self):
        try:
            return await super().async_start_new_kernel_client()
        except RuntimeError as error:
            raise KernelNotReady(str(error)) from error


def execute(path, work):
    """Executes a notebook, writes the result under work, returns it; None if a cell fails."""
    notebook = nbformat.read(path, as_version=4)
    log = work / (path.stem + ".kernel.log")
    failure = None
    for attempt in range(1, START_ATTEMPTS + 1):
        client = JavaNotebookClient(notebook, kernel_name=KERNEL, timeout=CELL_TIMEOUT_SECONDS,
                                    startup_timeout=START_TIMEOUT_SECONDS, record_timing=False,
                                    resources={"metadata": {"path": str(path.parent)}})
        client.log.disabled = True
        try:
            with open(log, "w" if attempt == 1 else "a") as output:
                client.execute(stdout=output, stderr=output)
            failure = None
            break
        except KernelNotReady as error:
            atexit.unregister(client._cleanup_kernel)
            failure = f"the kernel did not start: {error}; its messages are in {log}"
            print(f"{path.name}: attempt {attempt} of {START_ATTEMPTS}: {failure}", file=sys.stderr)
        except CellExecutionError as error:
            failure = plain(str(error))
            break
        except (CellTimeoutError, DeadKernelError) as error:
            failure = f"{error}; the kernel's messages are in {log}"
            break
    normalise(notebook)
    nbformat.write(notebook, work / path.name)
    # A script that %load runs may fail while its cell does not; that must not pass either.
    for n, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                print(f"{path.name}: cell {n} of {len(notebook.cells)} failed\n"
                      f"{indent(cell.source)}\n{shortened(cell_error(output))}\n"
                      f"The whole is in {work / path.name}", file=sys.stderr)
                return None
    if failure:
        print(f"{path.name}: {failure}", file=sys.stderr)
        return None
    return notebook


def normalise(notebook):
    """Takes out what differs from run to run or from machine to machine and says nothing."""
    notebook.metadata["kernelspec"] = {
        "display_name": "Java (Betti)", "language": "java", "name": KERNEL}
    notebook.metadata.get("language_info", {}).pop("version", None)
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        merged = []
        for output in cell.outputs:
            # How a stream is cut into messages is a matter of timing.
            if (output.output_type == "stream" and merged
                    and merged[-1].output_type == "stream" and merged[-1].name == output.name):
                merged[-1].text += output.text
            else:
                merged.append(output)
        cell.outputs = merged


def cell_error(output):
    """What the kernel says of an error, without the lines of source that are not at fault."""
    lines = [line for line in output.get("traceback", []) if "\x1b[1;30m|" not in line]
    return plain("\n".join(lines)) or output.get("evalue") or output.get("ename", "unknown error")


def shortened(text):
    lines = text.splitlines()
    left_out = len(lines) - ERROR_LINES
    return text if left_out <= 0 else "\n".join(lines[:ERROR_LINES] + [f"... {left_out} lines more"])


def plain(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text).strip()


def differences(committed, executed):
    """Compares the outputs of two notebooks of the same cells: lines that say what differs, and the
    numbers of cells whose figures have the same data and size but other pixels."""
    found, redrawn = [], []
    for n, (old, new) in enumerate(zip(committed.cells, executed.cells), 1):
        if new.cell_type != "code":
            continue
        approximate = APPROXIMATE_TAG in new.metadata.get("tags", [])
        before, after = list(parts(old)), list(parts(new))
        if [kind for kind, _ in before] != [kind for kind, _ in after]:
            found.append(f"cell {n}: outputs were {[k for k, _ in before]}, "
                         f"are {[k for k, _ in after]}")
            continue
        for (kind, was), (_, now) in zip(before, after):
            if kind == "image/png":
                if picture_size(was) != picture_size(now):
                    found.append(f"cell {n}: a figure of {picture_size(was)} pixels is now "
                                 f"{picture_size(now)}")
                elif was != now:
                    redrawn.append(n)
            elif not same_text(was, now, approximate):
                found.append(f"cell {n}: {kind} was\n{indent(was)}\n  and is\n{indent(now)}")
    return found, redrawn


def parts(cell):
    for output in cell.outputs:
        if output.output_type == "stream":
            yield output.name, output.text
        elif output.output_type == "error":
            yield "error", cell_error(output)
        else:
            for kind in sorted(output.data):
                yield kind, output.data[kind]


def same_text(was, now, approximate):
    if was == now:
        return True
    if not approximate:
        return False
    number = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
    numbers = zip(map(float, number.findall(was)), map(float, number.findall(now)))
    return (number.sub("#", was) == number.sub("#", now)
            and all(abs(a - b) <= APPROXIMATE_TOLERANCE * max(1, abs(a)) for a, b in numbers))


def picture_size(base64):
    """Width and height in the header of a PNG."""
    return struct.unpack(">II", b64decode(base64)[16:24])


def indent(text):
    return "\n".join("    " + line for line in text.rstrip().splitlines())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mode", required=True)
    parser.add_argument("--root", required=True, type=Path)
    parser.add_argument("--java", required=True)
    parser.add_argument("--class-path", required=True)
    parser.add_argument("notebooks", nargs="+", type=Path)
    options = parser.parse_args()
    work = options.root / "target" / "notebooks"
    work.mkdir(parents=True, exist_ok=True)
    write_kernel_spec(options.root, work, options.java, options.class_path)
    if options.mode == "prepare":
        print(f"The kernel is ready. Open a notebook with it by, for example,\n"
              f"  JUPYTER_PATH={os.environ['JUPYTER_DATA_DIR']} jupyter lab "
              f"{options.notebooks[0]}")
        return 0
    failed = 0
    for path in options.notebooks:
        committed = nbformat.read(path, as_version=4)
        executed = execute(path, work)
        if executed is None:
            failed = 1
        elif options.mode == "check":
            found, redrawn = differences(committed, executed)
            for line in found:
                print(f"{path.name}: {line}", file=sys.stderr)
            if redrawn:
                print(f"{path.name}: figures of cells {redrawn} hold the same data but differ in "
                      f"pixels, as other fonts make them do", file=sys.stderr)
            if found:
                print(f"{path.name}: outputs are not those of the notebook; if they are meant to "
                      f"be, run notebooks/run --update {path.name}", file=sys.stderr)
                failed = 1
            else:
                print(f"{path.name}: executed, outputs as they stand")
        else:
            target = path if options.mode == "update" else work / path.name
            nbformat.write(executed, target)
            print(f"{path.name}: executed, written to {target}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
