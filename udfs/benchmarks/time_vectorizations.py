#!/usr/bin/env python3
"""GUDHI's time for what VectorizationBenchmark does: PD0 of 1,000 images to vectors.

Run from the project's root with Debian's python3-gudhi (3.7.1) and python3-sklearn:

    OMP_NUM_THREADS=1 taskset -c 0 /usr/bin/python3 udfs/benchmarks/time_vectorizations.py [IDX.gz]

Superlevel diagrams are read with both values negated, as Betti reads them; essential bars are left
out. A figure is the least processor time of five runs of fit and transform over all diagrams.
"""
import gzip
import sys
import time

import numpy as np
from gudhi import representations

COUNT = 1000
NEIGHBOURS = [(-1, -1), (-1, 0), (0, -1), (0, 1), (1, 0), (1, 1)]


def components(image):
    """PD0 of the negated image on the Freudenthal triangulation, by union-find."""
    height, width = image.shape
    values = -image.astype(float).ravel()
    parent = np.full(values.size, -1)

    def root(v):
        while parent[v] != v:
            parent[v] = parent[parent[v]]
            v = parent[v]
        return v

    bars = []
    order = np.argsort(values, kind="stable")
    rank = np.empty(values.size, int)
    rank[order] = np.arange(values.size)
    for v in order:
        parent[v] = v
        row, column = divmod(v, width)
        for down, right in NEIGHBOURS:
            i, j = row + down, column + right
            if 0 <= i < height and 0 <= j < width and parent[i * width + j] >= 0:
                a, b = root(v), root(i * width + j)
                if a != b:
                    old, young = (a, b) if rank[a] < rank[b] else (b, a)
                    parent[young] = old
                    if values[young] < values[v]:
                        bars.append((values[young], values[v]))
    return np.array(bars).reshape(-1, 2)


def read(path):
    with gzip.open(path) as file:
        header = np.frombuffer(file.read(16), ">i4")
        pixels = np.frombuffer(file.read(COUNT * header[2] * header[3]), np.uint8)
    return pixels.reshape(COUNT, header[2], header[3])


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else "data/mnist/t10k-images-idx3-ubyte.gz"
    diagrams = [components(image) for image in read(path)]
    bars = np.concatenate(diagrams)
    print(f"{path}: {COUNT} diagrams, {len(bars) / COUNT:.2f} bars each")
    filled = [d if len(d) else np.array([[0.0, 0.0]]) for d in diagrams]
    made = {
        "landscape": lambda: representations.Landscape(num_landscapes=5, resolution=100),
        "silhouette": lambda: representations.Silhouette(
            weight=lambda bar: bar[1] - bar[0], resolution=100
        ),
        "betti_curve": lambda: representations.BettiCurve(resolution=100),
        "entropy": lambda: representations.Entropy(mode="scalar"),
        "entropy_summary": lambda: representations.Entropy(mode="vector", resolution=100),
        "persistence_image": lambda: representations.PersistenceImage(
            bandwidth=20, weight=lambda bar: bar[1], resolution=[20, 20]
        ),
        "complex_polynomial": lambda: representations.ComplexPolynomial(
            polynomial_type="R", threshold=10
        ),
    }
    for name, make in made.items():
        best = np.inf
        for _ in range(5):
            start = time.process_time()
            make().fit_transform(filled)
            best = min(best, time.process_time() - start)
        print(f"{name:20s} {1000 * best:10.1f} ms")


if __name__ == "__main__":
    main()
