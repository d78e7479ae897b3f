/** What Claude is told of Python in Pyodide, the engine every deployment has. */
export const pyodideManual = `Runs Python 3.14 and gives you its stdout, stderr and exit code. Use it to calculate exactly, to read and change data files (CSV, JSON, text, SQLite, zip), and to draw charts. Every call begins anew: no variables or files are left from the last one.

Files it writes into its working directory (or /output) come back with ids, at most 10 and 10 MB: nothing is shown to the person until you deliver it. Every .svg is also drawn as .png, which is what a chat shows.

There is only the standard library: no numpy, pandas, matplotlib, Pillow, openpyxl or requests, nothing can be installed, and there is no network, no subprocess and no threads; about 45 MB of memory are free; time.sleep returns at once; time zones other than UTC need fixed offsets. For charts there is a module of its own:
import charts
charts.bar({"Jan": 3, "Feb": 5}, title="…", y_label="…", path="chart.svg")  # or {"2025": {"Jan": 3}, "2026": {"Jan": 4}}
charts.line({"rain": [1, 2, 4]}, x=["Mon", "Tue", "Wed"], title="…")  # x: names or numbers
charts.scatter([(1, 2), (3, 4)], x_label="…", y_label="…")
charts.pie({"yes": 7, "no": 3}, title="…")
For any other picture write SVG text to a file; in it there is one font, DejaVu Sans (Latin, Greek, Cyrillic).`;
