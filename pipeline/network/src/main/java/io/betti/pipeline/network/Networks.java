package io.betti.pipeline.network;

/** The networks of the experiments. */
public final class Networks {
  /** Length of a latent of the image generator. */
  public static final int LATENT = 100;

  private static final double SLOPE = 0.2;
  private static final double EPS = 1e-5;

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
   * The paper's discriminator of topology: PD0 of an item by what its longest finite bars are worth
   * singly, E(1,0,2) - E(1,0,3), then together, up to E(1,0,2) - E(1,0,11); then 64-32-1.
   *
   * @param shape of an item
   */
  public static NetworkDescription diagramDiscriminator(int... shape) {
    String[] energies = {
      "E(1,0,2;PD0) - E(1,0,3;PD0)",
      "E(1,0,2;PD0) - E(1,0,4;PD0)",
      "E(1,0,2;PD0) - E(1,0,5;PD0)",
      "E(1,0,2;PD0) - E(1,0,11;PD0)"
    };
    return NetworkDescription.from("diagram discriminator", shape)
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

  /**
   * A generator of 32x32x32 volumes after Wu and others, narrowed to what two cores train: 100
   * numbers to 4x4x4 of 64 channels, three transposed convolutions of kernel 4 and stride 2 to 32,
   * 16 and 1 channels, batch norm and ReLU between, and tanh for their sigmoid, so that volumes, as
   * images, enter losses as (x + 1) / 2.
   *
   * <p>Source: J. Wu and others, Learning a probabilistic latent space of object shapes via 3D
   * generative-adversarial modeling, NeurIPS 2016, arXiv:1610.07584, section 3; theirs has 512,
   * 256, 128 and 64 channels for 64x64x64.
   */
  public static NetworkDescription volumeGenerator() {
    Kernel kernel = new Kernel(4, 2, 1);
    return NetworkDescription.from("volume generator", LATENT)
        .dense(4 * 4 * 4 * 64)
        .grid(4, 4, 4)
        .batchNorm(EPS)
        .relu()
        .transposedConvolution(32, kernel, Initial.HE)
        .batchNorm(EPS)
        .relu()
        .transposedConvolution(16, kernel, Initial.HE)
        .batchNorm(EPS)
        .relu()
        .transposedConvolution(1, kernel, Initial.LECUN)
        .tanh()
        .build();
  }

  /**
   * The discriminator of {@link #volumeGenerator}, its mirror: 16, 32 and 64 channels, leaky ReLU
   * 0.2, a logit. Without batch norm, which batches as small as 8 make noisy.
   */
  public static NetworkDescription volumeDiscriminator() {
    Kernel kernel = new Kernel(4, 2, 1);
    return NetworkDescription.from("volume discriminator", new int[] {32, 32, 32})
        .convolution(16, kernel, Initial.HE)
        .leakyRelu(SLOPE)
        .convolution(32, kernel, Initial.HE)
        .leakyRelu(SLOPE)
        .convolution(64, kernel, Initial.HE)
        .leakyRelu(SLOPE)
        .dense(1, Initial.LECUN)
        .build();
  }

  /**
   * InfoGAN's generator of 28x28 images, narrowed: noise, class and codes to 256, 7x7 of 32
   * channels, transposed convolutions to 16 and 1, tanh. The 7x7x32 numbers are normed each by
   * itself: by channels, which the mean image rules, noise is lost and a class becomes one image.
   *
   * <p>Source: X. Chen and others, InfoGAN, NeurIPS 2016, arXiv:1606.03657, appendix C.1; theirs
   * has 1024, 128 and 64.
   *
   * @param latents noise, classes and codes
   */
  public static NetworkDescription infoGenerator(Latents latents) {
    Kernel kernel = new Kernel(4, 2, 1);
    return NetworkDescription.from("info generator", latents.size())
        .dense(256)
        .batchNorm(EPS)
        .relu()
        .dense(7 * 7 * 32)
        .batchNorm(EPS)
        .relu()
        .grid(7, 7)
        .transposedConvolution(16, kernel, Initial.HE)
        .batchNorm(EPS)
        .relu()
        .transposedConvolution(1, kernel, Initial.LECUN)
        .tanh()
        .build()
        .drawnFrom(latents);
  }

  /**
   * What InfoGAN's heads share, narrowed: 16 and 32 filters, 128 numbers; see {@link
   * #infoGenerator}.
   */
  public static NetworkDescription infoTrunk() {
    Kernel kernel = new Kernel(4, 2, 1);
    return NetworkDescription.from("info trunk", new int[] {28, 28})
        .convolution(16, kernel, Initial.HE)
        .leakyRelu(0.1)
        .convolution(32, kernel, Initial.HE)
        .leakyRelu(0.1)
        .dense(128)
        .leakyRelu(0.1)
        .build();
  }

  /** A head of InfoGAN: from the trunk's numbers to a logit, or to logits of classes and codes. */
  public static NetworkDescription infoHead(String name, int outputs) {
    return NetworkDescription.from(name, infoTrunk().outputs())
        .dense(outputs, Initial.LECUN)
        .build();
  }
}
