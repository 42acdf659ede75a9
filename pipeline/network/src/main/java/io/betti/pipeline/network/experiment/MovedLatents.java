package io.betti.pipeline.network.experiment;

import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.training.LatentTraining;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Latents as a stage has moved them, with the way that each took.
 *
 * @param samples whose latents they were
 * @param moved the latents, one after the other
 * @param path the latents at the start, on the way and at the end: all of one time after the other
 */
public record MovedLatents(long[] samples, float[] moved, float[] path) {
  /** About so many times are recorded, the start and the end among them. */
  static final int TIMES = 8;

  private static final String SAMPLES = "samples";
  private static final String NUMBERS = "numbers";
  private static final String RECORDED = "times";
  private static final String PATH = "path";

  /** Steps between two times, so that the last is the end, if that can be. */
  static long every(long steps) {
    return Math.max(1, steps / (TIMES - 1));
  }

  /** What a training has come to. */
  static MovedLatents of(LatentTraining training, long[] samples) {
    float[] moved = training.latents();
    float[] path = training.path();
    float[] last = Arrays.copyOfRange(path, path.length - moved.length, path.length);
    if (!Arrays.equals(last, moved)) {
      path = Arrays.copyOf(path, path.length + moved.length);
      System.arraycopy(moved, 0, path, path.length - moved.length, moved.length);
    }
    return new MovedLatents(samples, moved, path);
  }

  /** To be saved. */
  SavedState saved() {
    int numbers = moved.length / samples.length;
    SavedState state = new SavedState(StageRun.LATENTS);
    state.put(
        SAMPLES, LongStream.of(samples).mapToObj(Long::toString).collect(Collectors.joining(",")));
    state.put(NUMBERS, numbers);
    state.put(RECORDED, times());
    state.put(StageRun.LATENTS, new int[] {samples.length, numbers}, moved);
    state.put(PATH, new int[] {times(), samples.length, numbers}, path);
    return state;
  }

  /**
   * What was saved.
   *
   * @throws io.betti.pipeline.dataset.UnreadableDataException if the state is of something else
   */
  public static MovedLatents of(SavedState state) {
    SavedState.Reader reader = state.reader(StageRun.LATENTS);
    String text = reader.text(SAMPLES, "");
    if (text.isEmpty()) {
      throw reader.unreadable("it does not say of which samples its latents were");
    }
    long[] samples = Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
    int numbers = Math.toIntExact(reader.number(NUMBERS));
    int times = Math.toIntExact(reader.number(RECORDED));
    float[] moved = reader.array(StageRun.LATENTS, samples.length, numbers);
    float[] path = reader.array(PATH, times, samples.length, numbers);
    reader.finish();
    return new MovedLatents(samples, moved, path);
  }

  /** How many times the path has. */
  public int times() {
    return path.length / moved.length;
  }

  /** The latents as they were. */
  public float[] start() {
    return Arrays.copyOf(path, moved.length);
  }

  /** The latents on the ways of the first so many samples, the times of one after the other. */
  public float[] ways(int count) {
    int numbers = moved.length / samples.length;
    float[] ways = new float[count * times() * numbers];
    for (int i = 0; i < count; i++) {
      for (int time = 0; time < times(); time++) {
        System.arraycopy(
            path,
            (time * samples.length + i) * numbers,
            ways,
            (i * times() + time) * numbers,
            numbers);
      }
    }
    return ways;
  }
}
