"""Makes rips_gudhi_ripser.jsonl: Rips diagrams by GUDHI and by Ripser, to test the engine against.

Tools:     GUDHI 3.7.1 (Debian 12, python3-gudhi 3.7.1+dfsg-1), Ripser 1.2.1 (Debian 12, ripser
           1.2.1-3), NumPy 1.24.2
Command:   /usr/bin/python3 make_rips.py > rips_gudhi_ripser.jsonl   (in this folder)
Tolerance: GUDHI 1e-12; Ripser 1e-5 relative (it computes in float32 and prints six digits).

Points in space and small matrices of whole numbers; homology dimensions 0 to 2, with and without a
threshold (null: none). Bars of length zero are left out, bars are sorted. One line an input:
{"name", "points" or "matrix" (rows), "threshold", "gudhi" and "ripser": a list of bars
[birth, death or null] for each dimension}.
"""

import json
import re
import subprocess

import gudhi
import numpy as np

DIMENSIONS = 3


def distances(points):
    p = np.asarray(points)
    return np.sqrt(((p[:, None, :] - p[None, :, :]) ** 2).sum(axis=2))


def sort(bars):
    return sorted(bars, key=lambda b: (b[0], float("inf") if b[1] is None else b[1]))


def by_gudhi(matrix, threshold):
    tree = gudhi.RipsComplex(
        distance_matrix=matrix, max_edge_length=float("inf") if threshold is None else threshold
    ).create_simplex_tree(max_dimension=DIMENSIONS)
    tree.compute_persistence(homology_coeff_field=2, persistence_dim_max=False)
    bars = []
    for k in range(DIMENSIONS):
        found = tree.persistence_intervals_in_dimension(k).reshape(-1, 2)
        bars.append(sort([[b, None if np.isinf(d) else d] for b, d in found.tolist() if b != d]))
    return bars


def by_ripser(matrix, threshold):
    text = "\n".join(",".join(repr(float(x)) for x in row[:i]) for i, row in enumerate(matrix) if i)
    command = ["ripser", "--format", "lower-distance", "--dim", str(DIMENSIONS - 1)]
    if threshold is not None:
        command += ["--threshold", repr(threshold)]
    out = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
    bars = [[] for _ in range(DIMENSIONS)]
    k = -1
    for line in out.splitlines():
        if line.startswith("persistence intervals in dim"):
            k += 1
        found = re.match(r" \[([^,]*),(.*)\)", line)
        if found:
            death = found.group(2).strip()
            bars[k].append([float(found.group(1)), float(death) if death else None])
    return [sort(b) for b in bars]


def main():
    inputs = []
    for seed in range(3):
        r = np.random.RandomState(seed)
        inputs.append((f"uniform in the cube, RandomState({seed})", r.rand(40, 3), None))
    r = np.random.RandomState(3)
    sphere = r.randn(50, 3)
    sphere = sphere / np.linalg.norm(sphere, axis=1)[:, None] + 0.05 * r.randn(50, 3)
    inputs.append(("noisy sphere, RandomState(3)", sphere, None))
    inputs.append(("noisy sphere, RandomState(3), threshold", sphere, 1.0))
    r = np.random.RandomState(4)
    t = r.rand(45, 2) * 2 * np.pi
    ring = 2 + np.cos(t[:, 1])
    torus = np.stack([ring * np.cos(t[:, 0]), ring * np.sin(t[:, 0]), np.sin(t[:, 1])], axis=1)
    inputs.append(("torus, RandomState(4)", torus, None))
    inputs.append(("torus, RandomState(4), threshold", torus, 1.25))
    grid = np.array([[x, y, z] for x in range(4) for y in range(3) for z in range(3)], dtype=float)
    inputs.append(("grid of whole numbers", grid, None))
    r = np.random.RandomState(5)
    inputs.append(("duplicates, RandomState(5)", r.randint(0, 4, (36, 3)).astype(float), None))
    for name, points, threshold in inputs:
        matrix = distances(points)
        write({"name": name, "points": points.tolist()}, matrix, threshold)
    for seed in range(6, 12):
        r = np.random.RandomState(seed)
        m = np.tril(r.randint(1, 8, (18, 18)).astype(float), -1)
        write({"name": f"whole numbers, RandomState({seed})", "matrix": (m + m.T).tolist()},
              m + m.T, None if seed % 2 else 4.0)


def write(line, matrix, threshold):
    line["threshold"] = threshold
    line["gudhi"] = by_gudhi(matrix, threshold)
    line["ripser"] = by_ripser(matrix, threshold)
    print(json.dumps(line))


main()
