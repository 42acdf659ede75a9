package io.betti.topology.distance;

/** A binary heap of nodes by distance, least first, whose distances may fall. A workspace. */
final class NodeHeap {
  private int[] heap = new int[64];
  private int[] place = {};
  private double[] key = {};
  private int size;

  /** Makes room for nodes 0..n-1; the heap is empty. */
  void reserve(int n) {
    size = 0;
    if (place.length < n) {
      place = new int[n + (n >> 1)];
      key = new double[place.length];
      heap = new int[place.length];
    }
  }

  void clear() {
    size = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  double leastKey() {
    return key[heap[0]];
  }

  /** Adds a node that isn't in the heap. */
  void add(int node, double distance) {
    key[node] = distance;
    up(size++, node);
  }

  /** Lowers the distance of a node in the heap. */
  void lower(int node, double distance) {
    key[node] = distance;
    up(place[node], node);
  }

  /** Takes out the nearest node. */
  int poll() {
    int least = heap[0];
    int node = heap[--size];
    if (size > 0) {
      down(node);
    }
    return least;
  }

  private void up(int from, int node) {
    int k = from;
    double distance = key[node];
    while (k > 0) {
      int parent = heap[(k - 1) >> 1];
      if (key[parent] <= distance) {
        break;
      }
      put(k, parent);
      k = (k - 1) >> 1;
    }
    put(k, node);
  }

  private void down(int node) {
    int k = 0;
    double distance = key[node];
    while (2 * k + 1 < size) {
      int child = 2 * k + 1;
      if (child + 1 < size && key[heap[child + 1]] < key[heap[child]]) {
        child++;
      }
      if (key[heap[child]] >= distance) {
        break;
      }
      put(k, heap[child]);
      k = child;
    }
    put(k, node);
  }

  private void put(int k, int node) {
    heap[k] = node;
    place[node] = k;
  }
}
