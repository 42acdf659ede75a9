"""Makes distances.jsonl: distances between diagrams by SciPy, POT and GUDHI, to test against.

Tools:    SciPy 1.10.1, POT 0.8.2, GUDHI 3.7.1, scikit-learn 1.2.1, NumPy 1.24.2 (Debian 12:
          python3-scipy, python3-pot, python3-gudhi, python3-sklearn)
Command:  /usr/bin/python3 make_distances.py > distances.jsonl   (in this folder)

Lines {"left", "right", "exact": [[order, norm, value]], "pot": [...], "hera": [...],
"bottleneck", "sliced": [[directions, value]]}: bars are finite, the norm is 1, 2 or null for
infinity.

exact       scipy.optimize.linear_sum_assignment on n + m rows and columns, summed by math.fsum;
            tolerance 1e-12 relative
pot         gudhi.wasserstein.wasserstein_distance, which hands a linear program to POT's emd;
            tolerance 1e-9 relative
hera        gudhi.hera.wasserstein_distance at delta 0.01, which is within 1 % only
bottleneck  gudhi.bottleneck_distance(e=0), exact; tolerance 1e-12 relative
sliced      gudhi.representations' sliced Wasserstein distance; tolerance 1e-12 relative

Lines {"set": [diagrams], "energy", "barycentre"}: gudhi.wasserstein.barycenter.lagrangian_barycenter
started from the first diagram; tolerance 1e-9 relative for the energy.
"""

import json
import math

import gudhi
import gudhi.hera
import numpy as np
from gudhi.representations.metrics import SlicedWassersteinDistance
from gudhi.wasserstein import wasserstein_distance
from gudhi.wasserstein.barycenter import lagrangian_barycenter
from scipy.optimize import linear_sum_assignment

RANDOM = np.random.default_rng(20)
CASES = [(order, norm) for order in (1, 1.5, 2, 3) for norm in (1, 2, np.inf)]


def lengths(vectors, norm):
    return np.linalg.norm(vectors, ord=norm, axis=-1)


def exact(left, right, order, norm):
    n, m = len(left), len(right)
    cost = np.zeros((n + m, m + n))
    cost[:n, :m] = lengths(left[:, None, :] - right[None, :, :], norm) ** order
    halves = [np.stack([(x[:, 1] - x[:, 0]) / 2] * 2, axis=1) for x in (left, right)]
    cost[:n, m:] = (lengths(halves[0], norm) ** order)[:, None]
    cost[n:, :m] = (lengths(halves[1], norm) ** order)[None, :]
    rows, columns = linear_sum_assignment(cost)
    return math.fsum(cost[rows, columns]) ** (1 / order)


def diagram(bars, levels):
    if levels:
        births = RANDOM.integers(0, levels, bars)
        return np.stack([births, births + RANDOM.integers(1, levels, bars)], axis=1).astype(float)
    births = RANDOM.random(bars)
    return np.round(np.stack([births, births + RANDOM.random(bars)], axis=1), 6)


def pair(left, right):
    line = {"left": left.tolist(), "right": right.tolist(), "exact": [], "pot": [], "hera": []}
    for order, norm in CASES:
        name = None if norm == np.inf else norm
        line["exact"].append([order, name, exact(left, right, order, norm)])
        line["pot"].append(
            [order, name, float(wasserstein_distance(left, right, order=order, internal_p=norm))]
        )
        if len(left) and len(right):
            line["hera"].append(
                [order, name, gudhi.hera.wasserstein_distance(left, right, order, norm, 0.01)]
            )
    line["bottleneck"] = gudhi.bottleneck_distance(left, right, 0)
    if len(left) and len(right):
        line["sliced"] = [
            [k, float(SlicedWassersteinDistance(num_directions=k)(left, right))] for k in (1, 10, 50)
        ]
    print(json.dumps(line))


pair(np.array([[0.0, 2.0]]), np.array([[1.0, 4.0]]))
pair(np.empty((0, 2)), diagram(3, 0))
for sizes in [(1, 1), (3, 2), (5, 8), (8, 8), (20, 15), (40, 45), (90, 60)]:
    for levels in (0, 4, 30):
        pair(diagram(sizes[0], levels), diagram(sizes[1], levels))
pair(diagram(200, 0), diagram(180, 0))
pair(diagram(200, 16), diagram(180, 16))

for count, most in [(2, 3), (3, 5), (5, 8), (8, 12)]:
    diagrams = [diagram(int(RANDOM.integers(1, most + 1)), 0) for _ in range(count)]
    mean, log = lagrangian_barycenter(diagrams, init=0, verbose=True)
    squares = [float(wasserstein_distance(mean, d, order=2.0, internal_p=2.0)) ** 2 for d in diagrams]
    print(
        json.dumps(
            {
                "set": [d.tolist() for d in diagrams],
                "energy": math.fsum(squares) / count,
                "barycentre": mean.tolist(),
            }
        )
    )
