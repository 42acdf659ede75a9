"""Writes solutions.txt beside it: penalised least squares by other solvers.

/usr/bin/python3 make_solutions.py    (made with NumPy 1.24.2, SciPy 1.10.1, scikit-learn 1.2.1)

Data are whole numbers over 128 by congruences (numbers below), so that the test makes the same
ones: X row by row, beta(j) = (j div 3) mod 4 - 1, y = X beta + noise. Each line: kind, n, p, lambda,
then p coefficients. The loss is |X b - y|^2 / n, the classifier's the mean logistic loss.

lstsq: numpy.linalg.lstsq (LAPACK's gelsd). lasso, ridge: scikit-learn. fused: total variation as a
lasso of the differences with the level free (scikit-learn). norm: SciPy's BFGS of loss
+ lambda |b|, then Newton's method. classifier: scikit-learn's LogisticRegression, labels y > 0,
penalty lambda |b|^2, then Newton's method.
"""
import os

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import Lasso, LogisticRegression


def numbers(count, salt):
    k = np.arange(count, dtype=np.int64) + salt
    k = (k * 7919 + 104729) % 1009
    k = (k * k * 31 + k * 17 + np.arange(count) * 13 + 7) % 1009
    return (k - 504) / 128


def problem(n, p):
    x = numbers(n * p, 0).reshape(n, p)
    beta = (np.arange(p) // 3) % 4 - 1
    return x, x @ beta + numbers(n, 5000) / 16


def lasso(x, y, lam):
    n = len(y)
    model = Lasso(alpha=lam / 2, fit_intercept=False, tol=1e-14, max_iter=10**7)
    model.fit(x, y)
    return model.coef_


def fused(x, y, lam):
    """b = level + cumulative sums of d; the level is solved for, d is a lasso."""
    p = x.shape[1]
    steps = np.tril(np.ones((p, p)))[:, 1:]
    z, o = x @ steps, x.sum(axis=1)
    project = lambda m: m - np.outer(o, o @ m) / (o @ o) if m.ndim == 2 else m - o * (o @ m) / (o @ o)
    d = lasso(project(z), project(y), lam)
    level = o @ (y - z @ d) / (o @ o)
    return level + steps @ d


def norm(x, y, lam):
    n, p = x.shape
    f = lambda b: ((x @ b - y) ** 2).sum() / n + lam * np.linalg.norm(b)
    g = lambda b: 2 / n * x.T @ (x @ b - y) + lam * b / np.linalg.norm(b)
    b = minimize(f, np.ones(p), jac=g, method="BFGS", options={"gtol": 1e-9, "maxiter": 10000}).x
    for _ in range(20):
        r = np.linalg.norm(b)
        h = 2 / n * x.T @ x + lam * (np.eye(p) / r - np.outer(b, b) / r**3)
        b = b - np.linalg.solve(h, g(b))
    assert np.abs(g(b)).max() < 1e-11
    return b


def ridge(x, y, lam):
    n, p = x.shape
    return np.linalg.solve(x.T @ x / n + lam * np.eye(p), x.T @ y / n)


def classifier(x, y, lam):
    n, p = x.shape
    model = LogisticRegression(C=1 / (2 * lam * n), fit_intercept=False, tol=1e-6)
    b = model.fit(x, y > 0).coef_[0]
    for _ in range(20):
        q = 1 / (1 + np.exp(-x @ b))
        g = x.T @ (q - (y > 0)) / n + 2 * lam * b
        b = b - np.linalg.solve((x.T * (q * (1 - q))) @ x / n + 2 * lam * np.eye(p), g)
    assert np.abs(g).max() < 1e-12
    return b


here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "solutions.txt"), "w") as out:
    for n, p in [(40, 12), (12, 12), (8, 20), (30, 24)]:
        x, y = problem(n, p)
        rows = [("lstsq", 0.0, np.linalg.lstsq(x, y, rcond=None)[0])]
        for lam in [0.01, 0.3, 3.0]:
            rows.append(("ridge", lam, ridge(x, y, lam)))
            rows.append(("norm", lam, norm(x, y, lam)))
            rows.append(("lasso", lam, lasso(x, y, lam)))
            rows.append(("fused", lam, fused(x, y, lam)))
            rows.append(("classifier", lam, classifier(x, y, lam)))
        for kind, lam, b in rows:
            print(kind, n, p, repr(float(lam)), *[repr(float(v)) for v in b], file=out)
