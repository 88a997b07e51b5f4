#!/usr/bin/env python3
"""Runs zongjie and the yardstick in turn (so that drift of the machine hits both alike) and prints ratios.

A ratio is the median over pairs of neighbouring runs.  Wall and CPU time are the whole process's; peak memory is its
largest resident set.  Nothing here fails: it measures."""
import argparse, glob, os, shutil, statistics as st, subprocess, time

a = argparse.ArgumentParser()
a.add_argument("--lab", required=True)
a.add_argument("--runs", type=int, default=11)
a.add_argument("--part", choices=["reports", "rows"], help="only this part")
a = a.parse_args()
lab = a.lab
Z, F, FACES = "build/zongjie", lab + "/floor", "build/fonts"


def run(command):
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = status
    return {"wall": time.perf_counter() - start, "cpu": used.ru_utime + used.ru_stime,
            "rss": used.ru_maxrss / 1024, "status": os.waitstatus_to_exitcode(status)}


def pages(path):
    text = subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout
    return next((int(l.split()[1]) for l in text.splitlines() if l.startswith("Pages:")), 0)


def ours(name, *more):
    return [Z, "build", "-q", "--force", "-j", "1", "-o", lab + "/out", *more, "%s/%s/job.xml" % (lab, name)]


def floor(name, *more):
    return [F, *more, "%s/%s.txt" % (lab, name), "%s/floor-%s%s.pdf" % (lab, name, "-faces" if more else "")]


def compare(title, first, others, runs):
    """first against each of others: medians and paired ratios."""
    names = [n for n, _ in [first] + others]
    got = {n: [] for n in names}
    for i in range(runs + 1):  # the first round warms the page cache
        for n, c in [first] + others:
            r = run(c)
            if i:
                got[n].append(r)
    print("\n%s\n" % title)
    print("| program | wall ms (min–max) | CPU ms | peak MiB | ours ÷ it, wall | ours ÷ it, CPU | status |")
    print("|---|---|---|---|---|---|---|")
    mine = got[names[0]]
    for n in names:
        x = got[n]
        wall = [r["wall"] * 1e3 for r in x]
        ratio = lambda k: st.median(m[k] / o[k] for m, o in zip(mine, x))
        print("| %s | %.0f (%.0f–%.0f) | %.0f | %.1f | %.2f | %.2f | %s |" % (
            n, st.median(wall), min(wall), max(wall), st.median(r["cpu"] for r in x) * 1e3,
            max(r["rss"] for r in x), ratio("wall"), ratio("cpu"), sorted({r["status"] for r in x})))



def reports():
    os.makedirs(lab + "/out", exist_ok=True)
    faces = ["--faces", FACES, "--tags"]
    for name in ("small", "large"):
        compare("%s report, one process, everything included" % name, ("zongjie", ours(name)),
                [("floor, five faces, tags", floor(name, *faces)), ("floor, installed Noto", floor(name))],
                a.runs if name == "small" else max(3, a.runs // 3))
        mine = "%s/out/bench-u0001-2026H1.pdf" % lab
        print("\npages: ours %d, floor %d; PDF: ours %.0f KiB, floor with five faces %.0f KiB" % (
            pages(mine), pages("%s/floor-%s-faces.pdf" % (lab, name)), os.path.getsize(mine) / 1024,
            os.path.getsize("%s/floor-%s-faces.pdf" % (lab, name)) / 1024))
    compare("small report with a rare character", ("zongjie", ours("rare")),
            [("zongjie, without it", ours("small"))], max(3, a.runs // 3))
    txts = sorted(glob.glob(lab + "/batch.txts/*.txt"))
    os.makedirs(lab + "/floor-batch", exist_ok=True)
    compare("%d small reports" % len(txts), ("zongjie -j 1", ours("batch")),
            [("zongjie -j 2", ours("batch", "-j", "2")),
             ("floor, five faces, tags, one warm process", [F, *faces, "-b", lab + "/floor-batch", *txts])],
            max(2, a.runs // 5))
    shutil.rmtree(lab + "/floor-batch", ignore_errors=True)


def rows():
    """A million rows: the whole of `check` (read, ordered, checked, one report laid out) beside sqlite3, which only reads
    them into a table in memory and makes no index."""
    for name, order in (("rows", "by unit, as offices write them"), ("rows-shuffled", "in random order")):
        folder = "%s/%s" % (lab, name)
        compare("1,000,000 metric rows of CSV, %s" % order,
                ("zongjie check", [Z, "check", "-q", folder + "/job.xml"]),
                [("sqlite3 .import", ["sqlite3", ":memory:", ".mode csv", ".import %s/metrics.csv metrics" % folder])],
                max(5, a.runs // 2))


if a.part != "rows":
    reports()
if a.part != "reports":
    rows()
