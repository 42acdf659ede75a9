package io.betti.pipeline.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.betti.pipeline.dataset.UnreadableDataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network, or a training, as it is saved: facts as JSON and named arrays of floats as NPZ. Equal
 * states are equal bytes.
 *
 * <p>In a folder these are {@code description.json} and {@code arrays.npz}; {@link #bytes} holds
 * both for a broadcast. The JSON lists every array with its shape, and a SHA-256 over the facts and
 * the arrays; reading checks all of it, so that a damaged, cut or foreign file is refused.
 */
public final class SavedState {
  /** How facts are written. */
  static final ObjectMapper JSON = JsonMapper.builder().build();

  private static final String FORMAT = "betti-state-1";

  private static final String JSON_NAME = "description.json";
  private static final String NPZ_NAME = "arrays.npz";
  private static final String REMEDY = "save it again, or name a folder that Betti saved";

  private final String kind;
  private final ObjectNode facts = JSON.createObjectNode();
  private final Map<String, Npz.Entry> arrays = new LinkedHashMap<>();
  private String source = "a saved state";

  /** An empty state of a kind, as {@code network}. */
  public SavedState(String kind) {
    this.kind = kind;
  }

  /** What it is a state of. */
  public String kind() {
    return kind;
  }

  /** Adds a fact. */
  void put(String name, JsonNode value) {
    facts.set(name, value);
  }

  /** Adds a whole number. */
  public void put(String name, long value) {
    facts.put(name, value);
  }

  /** Adds a number. */
  public void put(String name, double value) {
    facts.put(name, value);
  }

  /** Adds a text. */
  public void put(String name, String value) {
    facts.put(name, value);
  }

  /**
   * Adds an array; it is not copied.
   *
   * @throws IllegalArgumentException if there is one of that name
   */
  public void put(String name, int[] shape, float[] values) {
    if (arrays.putIfAbsent(name, new Npz.Entry(name, shape, values)) != null) {
      throw new IllegalArgumentException("array " + name + " twice in one state");
    }
  }

  /**
   * Saves into a new folder, all or nothing.
   *
   * @throws FileAlreadyExistsException if it is there already
   */
  public void save(Folder folder) throws IOException {
    save(folder, Map.of());
  }

  /**
   * Saves into a new folder, all or nothing, with other files beside it.
   *
   * @param others contents by name
   * @throws FileAlreadyExistsException if the folder is there already
   */
  public void save(Folder folder, Map<String, byte[]> others) throws IOException {
    byte[] npz = npz();
    Map<String, byte[]> files = new LinkedHashMap<>(others);
    files.put(NPZ_NAME, npz);
    files.put(JSON_NAME, json(npz));
    folder.create(files);
  }

  /**
   * Loads from a folder.
   *
   * @throws UnreadableDataException if a file is missing, damaged, or not of this format
   */
  public static SavedState load(Folder folder) {
    try {
      return parse(folder.read(JSON_NAME), folder.read(NPZ_NAME), folder.toString());
    } catch (IOException e) {
      throw new UnreadableDataException(
          folder.toString(), "no network or training is saved there (" + e + ")", REMEDY, e);
    }
  }

  /** Both files as bytes, to be sent. */
  public byte[] bytes() {
    byte[] npz = npz();
    byte[] json = json(npz);
    return ByteBuffer.allocate(4 + json.length + npz.length)
        .putInt(json.length)
        .put(json)
        .put(npz)
        .array();
  }

  /**
   * The state that {@link #bytes} holds.
   *
   * @throws UnreadableDataException if the bytes are damaged or something else
   */
  public static SavedState of(byte[] bytes) {
    String name = "a saved state of " + bytes.length + " bytes";
    int length = bytes.length < 4 ? -1 : ByteBuffer.wrap(bytes).getInt();
    if (length < 0 || length > bytes.length - 4) {
      throw new UnreadableDataException(name, "it is cut short or of something else", REMEDY);
    }
    byte[] json = new byte[length];
    byte[] npz = new byte[bytes.length - 4 - length];
    ByteBuffer.wrap(bytes, 4, bytes.length - 4).get(json).get(npz);
    return parse(json, npz, name);
  }

  private byte[] npz() {
    return Npz.write(new ArrayList<>(arrays.values()));
  }

  private byte[] json(byte[] npz) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT).put("kind", kind);
    ObjectNode shapes = JSON.createObjectNode();
    for (Npz.Entry entry : arrays.values()) {
      ArrayNode axes = shapes.putArray(entry.name());
      for (int n : entry.shape()) {
        axes.add(n);
      }
    }
    root.set("facts", facts);
    root.set("arrays", shapes);
    root.put("sha256", digest(root, npz));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    } catch (IOException e) {
      throw new IllegalStateException("facts that are no JSON: " + facts, e);
    }
  }

  private static String digest(ObjectNode root, byte[] npz) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(JSON.writeValueAsBytes(root));
      return HexFormat.of().formatHex(sha.digest(npz));
    } catch (NoSuchAlgorithmException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SavedState parse(byte[] json, byte[] npz, String source) {
    try {
      JsonNode root = JSON.readTree(json);
      boolean ours =
          root instanceof ObjectNode
              && FORMAT.equals(root.path("format").asText())
              && root.path("facts").isObject()
              && root.path("arrays").isObject();
      if (!ours) {
        throw new IOException("the description is not of format " + FORMAT);
      }
      String sum = ((ObjectNode) root).remove("sha256").asText();
      if (!sum.equals(digest((ObjectNode) root, npz))) {
        throw new IOException("the check sum over description and arrays does not match");
      }
      SavedState state = new SavedState(root.path("kind").asText());
      state.source = source;
      state.facts.setAll((ObjectNode) root.get("facts"));
      for (Npz.Entry entry : Npz.read(npz, shapes((ObjectNode) root.get("arrays")))) {
        state.arrays.put(entry.name(), entry);
      }
      return state;
    } catch (IOException | RuntimeException e) {
      throw new UnreadableDataException(
          source, "it is damaged or foreign: " + e.getMessage(), REMEDY, e);
    }
  }

  private static List<Npz.Entry> shapes(ObjectNode arrays) throws IOException {
    List<Npz.Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> array : arrays.properties()) {
      int[] shape = new int[array.getValue().size()];
      for (int i = 0; i < shape.length; i++) {
        JsonNode n = array.getValue().get(i);
        if (!n.isInt() || n.asInt() < 0) {
          throw new IOException("array " + array.getKey() + " has a shape of " + array.getValue());
        }
        shape[i] = n.asInt();
      }
      entries.add(new Npz.Entry(array.getKey(), shape, null));
    }
    return entries;
  }

  /**
   * Starts to take the state apart.
   *
   * @throws UnreadableDataException if the state is of another kind
   */
  public Reader reader(String wanted) {
    Reader reader = new Reader();
    if (!kind.equals(wanted)) {
      throw reader.unreadable("it is a " + kind + " and not a " + wanted);
    }
    return reader;
  }

  /** Takes a state apart, name by name; what nobody asked for is an error. */
  public final class Reader {
    private final Map<String, Npz.Entry> left = new LinkedHashMap<>(arrays);

    private Reader() {}

    /**
     * A fact.
     *
     * @throws UnreadableDataException if there is none
     */
    JsonNode fact(String name) {
      JsonNode fact = facts.get(name);
      if (fact == null) {
        throw unreadable("it has no " + name);
      }
      return fact;
    }

    /**
     * A whole number.
     *
     * @throws UnreadableDataException if there is none
     */
    public long number(String name) {
      if (!fact(name).isIntegralNumber()) {
        throw unreadable(name + " is " + fact(name) + " and not a whole number");
      }
      return fact(name).asLong();
    }

    /** A text; another where there is none. */
    public String text(String name, String other) {
      JsonNode fact = facts.get(name);
      return fact == null ? other : fact.asText();
    }

    /**
     * Refuses a state in which a text is another.
     *
     * @throws UnreadableDataException if it is missing or another
     */
    public void expect(String name, String wanted) {
      if (!fact(name).asText().equals(wanted)) {
        throw unreadable(
            "its " + name + " are " + fact(name).asText() + " and here they are " + wanted);
      }
    }

    /**
     * An array.
     *
     * @throws UnreadableDataException if it is missing or of another shape
     */
    public float[] array(String name, int... shape) {
      Npz.Entry entry = left.remove(name);
      if (entry == null) {
        throw unreadable("array " + name + " is missing");
      }
      if (!Arrays.equals(entry.shape(), shape)) {
        throw unreadable(
            "array "
                + name
                + " is of "
                + Shapes.text(entry.shape())
                + " numbers and should be of "
                + Shapes.text(shape));
      }
      return entry.values();
    }

    /**
     * Says that all has been taken.
     *
     * @throws UnreadableDataException if arrays are left
     */
    public void finish() {
      if (!left.isEmpty()) {
        throw unreadable("it has arrays that do not belong to it: " + left.keySet());
      }
    }

    /** An exception about this state. */
    public UnreadableDataException unreadable(String problem) {
      return new UnreadableDataException(source, problem, REMEDY);
    }
  }
}
