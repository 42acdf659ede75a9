package io.betti.pipeline.network;

/** The networks of the experiments. */
public final class Networks {
  /** Length of a latent of the image generator. */
  public static final int LATENT = 100;

  private static final double SLOPE = 0.2;

  private Networks() {}

  /**
   * The paper's generator of 28x28 images: 100-128-256-512-1024-784, leaky ReLU 0.2, batch norm
   * after the second to the fourth product with eps 0.8, tanh. The eps is large because the
   * authors' base (PyTorch-GAN) hands its 0.8 to that parameter; it is kept, as part of what they
   * trained.
   */
  public static NetworkDescription imageGenerator() {
    NetworkDescription.Builder network =
        NetworkDescription.from("generator", LATENT).dense(128).leakyRelu(SLOPE);
    for (int width : new int[] {256, 512, 1024}) {
      network.dense(width).batchNorm(0.8).leakyRelu(SLOPE);
    }
    return network.dense(784, Initial.LECUN).tanh().build();
  }

  /** The paper's discriminator of 28x28 images: 784-512-256-1, leaky ReLU 0.2, a logit. */
  public static NetworkDescription imageDiscriminator() {
    return NetworkDescription.from("discriminator", 784)
        .dense(512)
        .leakyRelu(SLOPE)
        .dense(256)
        .leakyRelu(SLOPE)
        .dense(1, Initial.LECUN)
        .build();
  }

  /**
   * The paper's discriminator of topology: PD0 of an image by what its longest finite bars are
   * worth singly, E(1,0,2) - E(1,0,3), then together, up to E(1,0,2) - E(1,0,11); then 64-32-1.
   */
  public static NetworkDescription diagramDiscriminator() {
    String[] energies = {
      "E(1,0,2;PD0) - E(1,0,3;PD0)",
      "E(1,0,2;PD0) - E(1,0,4;PD0)",
      "E(1,0,2;PD0) - E(1,0,5;PD0)",
      "E(1,0,2;PD0) - E(1,0,11;PD0)"
    };
    return NetworkDescription.from("diagram discriminator", new int[] {28, 28})
        .diagrams(ValueMap.TANH_TO_UNIT, energies)
        .dense(64)
        .leakyRelu(SLOPE)
        .dense(32)
        .leakyRelu(SLOPE)
        .dense(1, Initial.LECUN)
        .build();
  }

  /**
   * A small classifier of 28x28 images in [0, 1]: 8 and 32 filters of 5x5, each pooled by 2 before
   * its ReLU, 128, 10 logits.
   */
  public static NetworkDescription imageClassifier() {
    Kernel kernel = new Kernel(5, 1, 0);
    return NetworkDescription.from("classifier", new int[] {28, 28})
        .convolution(8, kernel, Initial.HE)
        .maxPooling(2)
        .relu()
        .convolution(32, kernel, Initial.HE)
        .maxPooling(2)
        .relu()
        .dense(128)
        .relu()
        .dense(10, Initial.LECUN)
        .build();
  }
}
