"""Makes gudhi_alpha.jsonl: diagrams of alpha complexes by GUDHI, to test the engine against.

Tool:      GUDHI 3.7.1 (Debian 12, python3-gudhi 3.7.1+dfsg-1), NumPy 1.24.2
Command:   /usr/bin/python3 make_gudhi_alpha.py > gudhi_alpha.jsonl
Tolerance: 1e-9 relative.

AlphaComplex(points, precision="exact") with create_simplex_tree; filtration values are squared
radii, written as radii (square roots). Bars shorter than 1e-9 are left out: of cocircular or
cospherical points GUDHI chooses a triangulation of its own, whose values may differ in the last
digits. One line a cloud: {"name", "points", "diagrams": {"0": [[birth, death or null]], ...}}.
"""

import json

import gudhi
import numpy as np


def clouds():
    random = np.random.RandomState(3)
    yield "uniform", random.rand(40, 2)
    yield "uniform", random.rand(150, 2)
    yield "gaussian", random.randn(80, 2)
    angle = 2 * np.pi * random.rand(60)
    circle = np.stack([np.cos(angle), np.sin(angle)], 1)
    yield "noisy circle", circle + 0.1 * random.randn(60, 2)
    yield "grid", np.array([[x, y] for x in range(6) for y in range(5)], float)
    yield "whole numbers", np.unique(random.randint(0, 12, (60, 2)), axis=0).astype(float)
    yield "whole points of a circle", np.array(
        [[x, y] for x in range(-65, 66) for y in range(-65, 66) if x * x + y * y == 4225], float
    )
    yield "thin", random.rand(50, 2) * [1, 1e-3]
    yield "uniform", random.rand(30, 3)
    yield "uniform", random.rand(120, 3)
    yield "gaussian", random.randn(80, 3)
    ball = random.randn(100, 3)
    yield "noisy sphere", ball / np.linalg.norm(ball, axis=1)[:, None] + 0.05 * random.randn(100, 3)
    angle, other = 2 * np.pi * random.rand(2, 150)
    torus = [(2 + np.cos(other)) * np.cos(angle), (2 + np.cos(other)) * np.sin(angle), np.sin(other)]
    yield "torus", np.stack(torus, 1)
    yield "grid", np.array([[x, y, z] for x in range(4) for y in range(4) for z in range(3)], float)
    yield "whole numbers", np.unique(random.randint(0, 7, (70, 3)), axis=0).astype(float)
    yield "thin", random.rand(60, 3) * [1, 1, 1e-3]


def main():
    for name, points in clouds():
        points = np.round(points, 12)
        tree = gudhi.AlphaComplex(points=points, precision="exact").create_simplex_tree()
        tree.compute_persistence(homology_coeff_field=2, min_persistence=-1)
        diagrams = {}
        for dim in range(points.shape[1]):
            radii = np.sqrt(tree.persistence_intervals_in_dimension(dim).reshape(-1, 2))
            bars = sorted([b, d] for b, d in radii.tolist() if d - b > 1e-9)
            diagrams[dim] = [[b, None if np.isinf(d) else d] for b, d in bars]
        line = {"name": name, "points": points.tolist(), "diagrams": diagrams}
        print(json.dumps(line, separators=(",", ":")))


if __name__ == "__main__":
    main()
