"""Runs one person's program and notes how it ended. Part of the snapshot: what is random is renewed here."""

import ast
import asyncio
import linecache
import random
import socket
import sys
import time
import traceback

NAME = "main.py"

INSTEAD = {
    "numpy": "use lists, math, statistics, itertools, array",
    "scipy": "use math and statistics, and write the method out",
    "pandas": "use csv, json, sqlite3 and collections",
    "polars": "use csv, json, sqlite3 and collections",
    "matplotlib": "import charts: charts.bar, charts.line, charts.scatter, charts.pie write SVG files",
    "seaborn": "import charts: charts.bar, charts.line, charts.scatter, charts.pie write SVG files",
    "plotly": "import charts: charts.bar, charts.line, charts.scatter, charts.pie write SVG files",
    "PIL": "write SVG text to a .svg file: it is drawn as a PNG too",
    "cv2": "it has no replacement here",
    "sklearn": "write the method out in plain Python",
    "sympy": "use fractions, decimal and math",
    "openpyxl": "an .xlsx file is a zip of XML: use zipfile and xml.etree",
    "requests": "there is no network here; web_fetch reads pages",
    "httpx": "there is no network here; web_fetch reads pages",
    "aiohttp": "there is no network here; web_fetch reads pages",
    "bs4": "use html.parser",
    "yaml": "use json, or tomllib",
    "tzdata": "use fixed offsets: datetime.timezone(datetime.timedelta(hours=3))",
}


class Advice:
    """Stands last among those who look for modules."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        root = name.partition(".")[0]
        if root in INSTEAD:
            instead = f"{root} is not available here, and nothing can be installed: {INSTEAD[root]}"
            raise ModuleNotFoundError(instead, name=name)
        return None


class Loop(asyncio.BaseEventLoop):
    """An event loop with nothing to wait for but time, and that passes at once."""

    def __init__(self):
        super().__init__()
        self._passed = 0.0
        self._selector = self

    def select(self, timeout):
        if timeout is None:
            raise RuntimeError("everything waits, and nothing will ever come")
        self._passed += timeout
        return []

    def time(self):
        return self._passed

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


def run_async(main, *, debug=None, loop_factory=None):
    # Pyodide's own, which needs a page around it.
    asyncio.events._set_running_loop(None)
    with asyncio.Runner(debug=debug, loop_factory=Loop) as runner:
        return runner.run(main)


def sleep(seconds):
    """Time is paid for, so nobody waits."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")


def no_network(*_args, **_options):
    """Pyodide would try until the time is up."""
    raise OSError("there is no network here")


def prepare():
    random.seed()
    time.sleep = sleep
    asyncio.run = run_async
    socket.getaddrinfo = socket.create_connection = socket.socket.connect = no_network
    for name in ("js", "pyodide_js"):
        sys.modules.pop(name, None)
    ours = [finder for finder in sys.meta_path if not module_of(finder).startswith(("_pyodide", "pyodide"))]
    sys.meta_path[:] = [*ours, Advice]
    sys.argv = [NAME]
    sys.stdout.reconfigure(line_buffering=True)


def module_of(finder):
    return getattr(finder, "__module__", None) or type(finder).__module__


def execute(source):
    """As a notebook does: a last line that is a value is shown."""
    linecache.cache[NAME] = (len(source), None, source.splitlines(True), NAME)
    tree = ast.parse(source, NAME)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    scope = {"__name__": "__main__", "__file__": NAME, "__builtins__": __builtins__}
    module = type(sys)("__main__")
    module.__dict__.update(scope)
    sys.modules["__main__"] = module
    exec(compile(tree, NAME, "exec"), module.__dict__)
    if last is None:
        return
    value = eval(compile(ast.Expression(last.value), NAME, "eval"), module.__dict__)
    if value is not None:
        sys.stdout.write(f"{value!r}\n")


def code_of(ending):
    """As a process ends with it."""
    if ending.code is None:
        return 0
    if isinstance(ending.code, int):
        return ending.code & 255
    print(ending.code, file=sys.stderr)
    return 1


def show(error):
    """Without the frames of this file."""
    frame = error.__traceback__
    while frame is not None and frame.tb_frame.f_code.co_filename != NAME:
        frame = frame.tb_next
    at = frame
    while at is not None:
        if at.tb_next is not None and at.tb_next.tb_frame.f_code.co_filename == __name__ + ".py":
            at.tb_next = None
        at = at.tb_next
    # Where it failed before the first line, e.g. by a mistake of syntax, no frame of it is left.
    traceback.print_exception(type(error), error, frame)


def main():
    prepare()
    with open("/ferry/main.py", encoding="utf-8", newline="") as file:
        source = file.read()
    code = 0
    try:
        execute(source)
    except SystemExit as ending:
        code = code_of(ending)
    except BaseException as error:
        code = 1
        show(error)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    with open("/ferry/exit", "r+", encoding="utf-8") as file:
        file.write(f"{code:12}")
