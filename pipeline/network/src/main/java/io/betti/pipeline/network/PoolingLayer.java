package io.betti.pipeline.network;

import java.util.Arrays;

/**
 * The maximum of each channel over blocks of a plane that do not overlap; rows and columns that do
 * not fill a block are left out. Of equal numbers the first counts, and takes the gradient.
 */
final class PoolingLayer implements Layer {
  private final int height;
  private final int width;
  private final int channels;
  private final int size;
  private float[] out = new float[0];
  private float[] in = new float[0];
  private int[] largest = new int[0];

  PoolingLayer(LayerDescription.MaxPooling description) {
    height = description.shape()[0];
    width = description.shape()[1];
    channels = description.channels();
    size = description.size();
  }

  @Override
  public int inputs() {
    return height * width * channels;
  }

  @Override
  public int outputs() {
    return (height / size) * (width / size) * channels;
  }

  @Override
  public float[] forward(float[] input, int batch, Mode mode) {
    if (out.length != batch * outputs()) {
      out = new float[batch * outputs()];
      largest = new int[out.length];
      in = new float[batch * inputs()];
    }
    int at = 0;
    for (int item = 0; item < batch; item++) {
      for (int y = 0; y + size <= height; y += size) {
        for (int x = 0; x + size <= width; x += size) {
          block(input, ((item * height + y) * width + x) * channels, at);
          at += channels;
        }
      }
    }
    return out;
  }

  private void block(float[] input, int from, int at) {
    for (int c = 0; c < channels; c++) {
      out[at + c] = input[from + c];
      largest[at + c] = from + c;
    }
    for (int dy = 0; dy < size; dy++) {
      for (int dx = 0; dx < size; dx++) {
        int place = from + (dy * width + dx) * channels;
        for (int c = 0; c < channels; c++) {
          float value = input[place + c];
          if (value > out[at + c]) {
            out[at + c] = value;
            largest[at + c] = place + c;
          }
        }
      }
    }
  }

  @Override
  public float[] backward(float[] gradient, Wanted wanted) {
    if (!wanted.input()) {
      return null;
    }
    Arrays.fill(in, 0);
    for (int i = 0; i < out.length; i++) {
      in[largest[i]] += gradient[i];
    }
    return in;
  }
}
