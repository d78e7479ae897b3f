/** What Claude is told of Python in a container: what functions/sandbox/image has on board. */
export const containerManual = `Runs Python 3.11 and gives you its stdout, stderr and exit code. Use it to calculate exactly, to read and change data files (CSV, Excel, JSON, text, SQLite, images, zip), and to draw charts. Every call begins anew: no variables or files are left from the last one.

Files it writes into its working directory come back with ids, at most 10 and 10 MB: nothing is shown to the person until you deliver it. Every .svg is also drawn as .png, which is what a chat shows.

Beside the standard library there are numpy, pandas, matplotlib, scipy, Pillow and openpyxl. Nothing else can be installed, and there is no network. It has half a processor and 3 GB of memory; importing pandas and matplotlib takes some seconds of its time. Save charts as PNG with plt.savefig: there is no screen. Their font is DejaVu Sans (Latin, Greek, Cyrillic).`;
