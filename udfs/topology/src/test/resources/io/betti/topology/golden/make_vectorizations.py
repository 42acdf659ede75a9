"""Makes gudhi_vectorizations.jsonl: vectors and kernels of diagrams by GUDHI's representations.

Tool:      GUDHI 3.7.1 (Debian 12, python3-gudhi 3.7.1+dfsg-1), scikit-learn 1.2.1, NumPy 1.24.2
Command:   /usr/bin/python3 make_vectorizations.py > gudhi_vectorizations.jsonl
Tolerance: 1e-9

The first lines hold a diagram each: {"bars", "vectors": {method: [numbers]}}; methods are fitted to
all diagrams together. "fit" is the fitted range [least birth, greatest death, greatest birth, least
lifetime, greatest lifetime]. Complex numbers are written as all real parts, then all imaginary ones.
The entropy summary is sampled on the given range [-0.5, 2.5], as GUDHI shifts fitted ones. The last
line holds the kernel matrices. null is GUDHI's NaN: the normalised summary of one bar is 0 / 0.
"""

import json

import numpy as np
from gudhi import representations as r

rng = np.random.default_rng(20150204)
diagrams = []
for n in [1, 2, 3, 4, 5, 8, 13, 20, 30, 12]:
    births = rng.uniform(-0.3, 1, n)
    bars = np.stack([births, births + rng.exponential(0.4, n) + 1e-3], axis=1)
    if n == 12:  # repeated bars and shared ends
        bars = np.repeat(bars[:4], 3, axis=0)
        bars[::3, 1] = 1.53  # off the grid, where GUDHI rounds the entropy summary
    diagrams.append(bars)

methods = {
    "landscape": r.Landscape(num_landscapes=4, resolution=23),
    "landscape_ends": r.Landscape(num_landscapes=2, resolution=11, keep_endpoints=True),
    "silhouette_0": r.Silhouette(resolution=20),
    "silhouette_2": r.Silhouette(weight=lambda p: (p[1] - p[0]) ** 2, resolution=20),
    "image_0": r.PersistenceImage(bandwidth=0.3, resolution=[7, 5]),
    "image_1": r.PersistenceImage(bandwidth=0.2, weight=lambda p: p[1], resolution=[5, 6]),
    "betti": r.BettiCurve(resolution=31, sample_range=[-0.5, 2.5]),
    "entropy": r.Entropy(mode="scalar"),
    "summary": r.Entropy(
        mode="vector", normalized=False, resolution=31, sample_range=[-0.5, 2.5]),
    "summary_normalized": r.Entropy(
        mode="vector", normalized=True, resolution=31, sample_range=[-0.5, 2.5]),
    "polynomial_R": r.ComplexPolynomial(polynomial_type="R", threshold=6),
    "polynomial_S": r.ComplexPolynomial(polynomial_type="S", threshold=6),
    "polynomial_T": r.ComplexPolynomial(polynomial_type="T", threshold=6),
}
kernels = {
    "scale_space": r.PersistenceScaleSpaceKernel(bandwidth=0.7),
    "sliced_wasserstein": r.SlicedWassersteinKernel(num_directions=9, bandwidth=1.3),
}

vectors = {name: method.fit(diagrams).transform(diagrams) for name, method in methods.items()}
every = np.concatenate(diagrams)
lifetimes = every[:, 1] - every[:, 0]
fit = [every[:, 0].min(), every[:, 1].max(), every[:, 0].max(), lifetimes.min(), lifetimes.max()]


def numbers(vector):
    vector = np.ravel(vector)
    parts = [vector.real, vector.imag] if np.iscomplexobj(vector) else [vector]
    return [None if np.isnan(x) else float(x) for x in np.concatenate(parts)]


for i, bars in enumerate(diagrams):
    line = {"bars": bars.tolist(), "fit": fit}
    line["vectors"] = {name: numbers(rows[i]) for name, rows in vectors.items()}
    print(json.dumps(line))
print(json.dumps({"kernels": {
    name: kernel.fit(diagrams).transform(diagrams).tolist() for name, kernel in kernels.items()}}))
