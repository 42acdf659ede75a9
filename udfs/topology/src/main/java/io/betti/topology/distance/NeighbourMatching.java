package io.betti.topology.distance;

import java.util.Arrays;

/**
 * Whether some points of one side can each be matched with a point of the other side within a
 * distance: Hopcroft and Karp 1973 (doi:10.1137/0202019), with neighbours found in a k-d tree from
 * which every point is taken once a phase (Efrat, Itai, Katz 2001, doi:10.1007/s00453-001-0016-8).
 *
 * <p>Cost: O(sqrt(n)) phases of O(n) searches. A reused workspace.
 */
final class NeighbourMatching {
  private static final int FREE = -1;

  private final LayerIndex index;
  private double[] births;
  private double[] deaths;
  private int size;
  private int[] mate = {};
  private int[] mateOfOther = {};
  private int[] layer = {};
  private int[] stack = {};
  private int[] chosen = {};
  private int[] queue = {};

  NeighbourMatching(GroundNorm norm) {
    index = new LayerIndex(norm);
  }

  /** Takes the points to be matched, and the points of the other side. */
  void load(
      double[] birthValues,
      double[] deathValues,
      int count,
      double[] otherBirths,
      double[] otherDeaths,
      int otherCount) {
    births = birthValues;
    deaths = deathValues;
    size = count;
    index.build(otherBirths, otherDeaths, otherCount);
    int most = Math.max(count, otherCount) + 1;
    if (mate.length < most) {
      int room = most + (most >> 1);
      mate = new int[room];
      mateOfOther = new int[room];
      layer = new int[room];
      stack = new int[room];
      chosen = new int[room];
      queue = new int[room];
    }
  }

  /** Whether the points of a list can all be matched within a distance. */
  boolean covers(int[] wanted, int count, double distance) {
    if (count > index.size) {
      return false;
    }
    Arrays.fill(mate, 0, size, FREE);
    Arrays.fill(mateOfOther, 0, index.size, FREE);
    int open = count - greedy(wanted, count, distance);
    while (open > 0) {
      int depth = layers(wanted, count, distance);
      if (depth < 0) {
        return false;
      }
      index.setLayers(layer);
      for (int k = 0; k < count; k++) {
        if (mate[wanted[k]] == FREE && augment(wanted[k], distance, depth)) {
          open--;
        }
      }
    }
    return true;
  }

  private int greedy(int[] wanted, int count, double distance) {
    index.restore();
    int matched = 0;
    for (int k = 0; k < count; k++) {
      int i = wanted[k];
      int j = index.find(births[i], deaths[i], distance, 0);
      if (j >= 0) {
        index.remove(j);
        mate[i] = j;
        mateOfOther[j] = i;
        matched++;
      }
    }
    return matched;
  }

  /** Layers of the other side by breadth-first search; the first with a free point, -1 if none. */
  private int layers(int[] wanted, int count, double distance) {
    index.restore();
    Arrays.fill(layer, 0, index.size, LayerIndex.OUT);
    int tail = 0;
    for (int k = 0; k < count; k++) {
      if (mate[wanted[k]] == FREE) {
        queue[tail++] = wanted[k];
      }
    }
    int head = 0;
    for (int depth = 0; head < tail; depth++) {
      boolean reachesFree = false;
      for (int end = tail; head < end; head++) {
        int i = queue[head];
        int j = index.find(births[i], deaths[i], distance, 0);
        while (j >= 0) {
          index.remove(j);
          layer[j] = depth;
          if (mateOfOther[j] == FREE) {
            reachesFree = true;
          } else {
            queue[tail++] = mateOfOther[j];
          }
          j = index.find(births[i], deaths[i], distance, 0);
        }
      }
      if (reachesFree) {
        return depth;
      }
    }
    return -1;
  }

  /** A path of depth-first search along the layers; every point is tried once a phase. */
  private boolean augment(int source, double distance, int depth) {
    int top = 0;
    stack[0] = source;
    while (top >= 0) {
      int i = stack[top];
      int j = top > depth ? -1 : index.find(births[i], deaths[i], distance, top);
      if (j < 0) {
        top--;
        continue;
      }
      index.remove(j);
      chosen[top] = j;
      if (mateOfOther[j] == FREE) {
        for (int k = top; k >= 0; k--) {
          mate[stack[k]] = chosen[k];
          mateOfOther[chosen[k]] = stack[k];
        }
        return true;
      }
      stack[++top] = mateOfOther[j];
    }
    return false;
  }
}
