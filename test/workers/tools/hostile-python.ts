/** Programs that mean harm, or run wild (F84), and what Claude is told of each. All are given two seconds. */

export type HostileProgram = readonly [what: string, code: string, told: RegExp];

const interrupted = /It reached its time limit and was interrupted\. .*KeyboardInterrupt/s;
const killed = /did not end when interrupted, and was killed\. Exit code 137/;
const outOfMemory = /MemoryError/;

/** CPU: whether or not Python ever looks up from it. */
const endless: readonly HostileProgram[] = [
  ["a loop", "while True: pass", interrupted],
  ["a loop within C", "import itertools\nsum(itertools.count())", killed],
  ["a search within C", "import itertools\n-1 in itertools.count()", killed],
  ["a number too large to compute", "9**9**9", interrupted],
  ["one long multiplication", "n = 7**3_000_000\nn * n * n * n * n * n * n", interrupted],
  [
    "a number too long to write",
    "import sys\nsys.set_int_max_str_digits(0)\nstr(3**4_000_000)",
    /limit/,
  ],
  ["a pattern that backtracks", "import re\nre.match('(a+)+$', 'a' * 60 + 'b')", interrupted],
  ["a sort that never ends", "sorted(range(10**6), key=lambda n: sum(range(n)))", interrupted],
  ["SQL without end", recursiveSql(), killed],
  [
    "a loop that catches everything",
    "while True:\n  try:\n    while True: pass\n  except BaseException: pass",
    killed,
  ],
  ["a loop in finally", "try:\n  while True: pass\nfinally:\n  while True: pass", killed],
  [
    "an object that will not die",
    "class A:\n  def __del__(self):\n    while True: pass\ntry:\n  while True: pass\nfinally:\n  a = A(); del a",
    killed,
  ],
  [
    "a deaf signal handler",
    "import signal\nsignal.signal(signal.SIGINT, lambda *_: None)\nwhile True: pass",
    killed,
  ],
  ["generators of generators", "def g():\n  yield from g()\nlist(g())", /RecursionError/],
  ["a hash table of one bucket", collisions(), interrupted],
];

function recursiveSql(): string {
  return "import sqlite3\nsqlite3.connect(':memory:').execute('with recursive n(x) as (select 1 union all select x+1 from n) select count(*) from n').fetchall()";
}

function collisions(): string {
  return "class A:\n  def __hash__(self): return 1\n  def __eq__(self, other): return False\nd = {}\nwhile True: d[A()] = 1";
}

const greedy: readonly HostileProgram[] = [
  ["a list that grows", "x = []\nwhile True: x.append('a' * 1_000_000)", outOfMemory],
  ["a gigabyte at once", "bytearray(1_000_000_000)", outOfMemory],
  ["a string doubled", "x = 'a'\nwhile True: x += x", outOfMemory],
  ["a list that holds itself, printed", "x = []\nx.append(x)\nprint(x)", /\[\[\.\.\.\]\]/],
  ["recursion", "def f(): return f() + 1\nf()", /RecursionError/],
  [
    "recursion without a limit",
    unlimited("def f(): return f() + 1\nf()"),
    /RecursionError|crashed|MemoryError/,
  ],
  ["nested JSON", "import json\njson.loads('[' * 100_000)", /RecursionError|crashed/],
  [
    "nested brackets",
    "eval('(' * 5000 + ')' * 5000)",
    /too many nested|MemoryError|RecursionError|crashed/,
  ],
  ["a bomb in a zip", zipBomb(), /MemoryError|No space left/],
  ["output without end", "while True: print('tide' * 100)", /characters left out/],
  ["one line of 5 MB", "print('a' * 5_000_000)", /characters left out/],
  [
    "errors without end",
    "import sys\nwhile True: print('ebb', file=sys.stderr)",
    /characters left out/,
  ],
  [
    "a file that grows",
    "f = open('big', 'wb')\nwhile True: f.write(b'a' * 1_000_000)",
    /No space left/,
  ],
  [
    "a file of a terabyte",
    "f = open('big', 'wb')\nf.seek(10**12)\nf.write(b'a')\nf.flush()",
    /OSError/,
  ],
  ["a hundred thousand files", "for n in range(100_000): open(f'{n}', 'w')", /No space left/],
  ["folders within folders", "import os\nwhile True:\n  os.mkdir('a')\n  os.chdir('a')", /OSError/],
];

function unlimited(code: string): string {
  return `import sys\nsys.setrecursionlimit(10**9)\n${code}`;
}

function zipBomb(): string {
  return "import zipfile, io\nb = io.BytesIO()\nz = zipfile.ZipFile(b, 'w', zipfile.ZIP_DEFLATED)\nz.writestr('a', bytes(30_000_000))\nz.close()\nx = [zipfile.ZipFile(b).read('a') for _ in range(9)]";
}

const escaping: readonly HostileProgram[] = [
  ["fork", "import os\nwhile True: os.fork()", /OSError|AttributeError/],
  ["a process", "import subprocess\nsubprocess.run(['sh', '-c', 'id'])", /OSError|not support/],
  ["a shell", "import os\nprint(os.system('id'))", /OSError|-1|not support|Exit code 0/],
  [
    "threads",
    "import threading\nthreading.Thread(target=print).start()",
    /RuntimeError: can't start new thread/,
  ],
  [
    "a page",
    "import urllib.request\nurllib.request.urlopen('http://example.com')",
    /URLError: .*no network here/,
  ],
  ["an address", "import socket\nsocket.create_connection(('127.0.0.1', 6379), 1)", /Error/],
  ["JavaScript", "import js\njs.fetch('http://example.com')", /ModuleNotFoundError/],
  ["Pyodide", "import pyodide_js\npyodide_js.runPython('1')", /ModuleNotFoundError/],
  [
    "JavaScript by text",
    "from pyodide.code import run_js\nrun_js('fetch(\"http://example.com\")')",
    /Error/,
  ],
  ["a package", "import micropip\nmicropip.install('numpy')", /ModuleNotFoundError/],
  [
    "secrets of the process",
    "import os\nprint(sorted(os.environ))",
    /^(?!.*(TOKEN|KEY|SECRET)).*Exit code 0/s,
  ],
  ["a broken interpreter", "import ctypes\nctypes.string_at(0)", /Error|crashed|Exit code/],
  ["no end of its own", "import os\nos._exit(0)", /Exit code|crashed/],
  ["an abort", "import os\nos.abort()", /Exit code|crashed/],
];

export const hostilePrograms: readonly HostileProgram[] = [...endless, ...greedy, ...escaping];
