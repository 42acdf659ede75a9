package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MeshFormatTest {
  private static Mesh off(String text) {
    return MeshFormat.OFF.read(MeshBytes.text(text), "m.off");
  }

  private static Mesh obj(String text) {
    return MeshFormat.OBJ.read(MeshBytes.text(text), "m.obj");
  }

  private static Mesh ply(String text) {
    return MeshFormat.PLY.read(MeshBytes.text(text), "m.ply");
  }

  private static Mesh xyz(String text) {
    return MeshFormat.XYZ.read(MeshBytes.text(text), "m.xyz");
  }

  @Test
  void everyFormatGivesTheSamePyramid() {
    assertThat(MeshFormat.OFF.read(MeshBytes.off(), "m")).isEqualTo(MeshBytes.PYRAMID);
    assertThat(MeshFormat.OBJ.read(MeshBytes.obj(), "m")).isEqualTo(MeshBytes.PYRAMID);
    for (String encoding : new String[] {"ascii", "binary_little_endian", "binary_big_endian"}) {
      assertThat(MeshFormat.PLY.read(MeshBytes.ply(encoding), "m"))
          .as(encoding)
          .isEqualTo(MeshBytes.PYRAMID);
    }
    assertThat(MeshFormat.XYZ.read(MeshBytes.xyz(), "m"))
        .isEqualTo(Mesh.of(MeshBytes.VERTICES, new int[0]));
  }

  @Test
  void textMayHaveAnyLineEnds() {
    for (String end : new String[] {"\r\n", "\r", "\n\n"}) {
      for (MeshFormat format : MeshFormat.values()) {
        byte[] file =
            switch (format) {
              case OFF -> MeshBytes.off();
              case OBJ -> MeshBytes.obj();
              case PLY -> MeshBytes.ply("ascii");
              case XYZ -> MeshBytes.xyz();
            };
        byte[] other = MeshBytes.text(new String(file).replace("\n", end));
        assertThat(format.read(other, "m")).isEqualTo(format.read(file, "m"));
      }
    }
  }

  @Test
  void binaryPlyBeginsRightAfterItsHeader_whateverEndsTheLines() {
    // A first value of 0x0A looks like half of a line's end.
    for (String end : new String[] {"\n", "\r\n", "\r"}) {
      String header =
          String.join(
              end,
              "ply",
              "format binary_little_endian 1.0",
              "element vertex 1",
              "property uchar x",
              "property uchar y",
              "property uchar z",
              "end_header",
              "");
      byte[] file = IdxBytes.join(MeshBytes.text(header), new byte[] {10, 13, 10});
      assertThat(MeshFormat.PLY.read(file, "m").vertex(0)).containsExactly(10, 13, 10);
    }
  }

  @Test
  void offOfModelNetRunsItsFirstLinesTogether() {
    String rest = " 1 0\n0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n";
    Mesh plain = off("OFF\n3" + rest);
    assertThat(plain.triangleCount()).isEqualTo(1);
    assertThat(off("OFF3" + rest)).isEqualTo(plain);
    assertThat(off("OFF 3" + rest)).isEqualTo(plain);
    assertThat(off("# made by hand\n\nOFF # the format\n3" + rest)).isEqualTo(plain);
  }

  @Test
  void offPassesOverColoursNormalsAndEdges() {
    Mesh mesh =
        off(
            "COFF\n3 2\n0 0 0 255 0 0 255\n1 0 0 255 0 0 255\n0 1 0 1 1 1 1\n3 0 1 2 0.5 0.5 1\n"
                + "2 0 1\n");
    assertThat(mesh.vertexCount()).isEqualTo(3);
    assertThat(mesh.triangleCount()).isEqualTo(1);
    assertThat(off("NOFF 1 0 0\n1 2 3 0 0 1").vertex(0)).containsExactly(1, 2, 3);
    assertThat(off("STCNOFF 1 0 0\n1 2 3 0 0 1 1 1 1 1 0.5 0.5").vertexCount()).isEqualTo(1);
  }

  @Test
  void offFaultsNameTheLine() {
    assertFault(() -> off("PLY\n"), "line 1: it begins with 'PLY' instead of OFF");
    assertFault(() -> off("4OFF\n"), "'4OFF'");
    assertFault(() -> off("OFF BINARY\n"), "binary OFF");
    assertFault(() -> off("OFF\n"), "line 1: it ends before the numbers");
    assertFault(() -> off("OFF\n2 0 0\n0 0 0\n"), "it ends before vertex 1 of 2");
    assertFault(() -> off("OFF\n1 1 0\n0 0 0\n"), "it ends before face 0 of 1");
    assertFault(() -> off("OFF\n1 0 0\n0 0\n"), "line 3: it ends where more was expected");
    assertFault(() -> off("OFF\n1 0 0\n0 nan 0\n"), "line 3: 'nan' is not a finite number");
    assertFault(() -> off("OFF\n1 0 0\n0 1e999 0\n"), "'1e999' is not a finite number");
    assertFault(() -> off("OFF\n1 0 0\n0 1f 0\n"), "'1f'");
    assertFault(() -> off("OFF\n-1 0 0\n"), "'-1' is not a whole number from 0");
    assertFault(() -> off("OFF\n1 1 0\n0 0 0\n3 0 0 1\n"), "'1' is not a whole number from 0 to 0");
    assertFault(() -> off("OFF\n1 0 0\n0 0 0\n7 7 7\n"), "more follows after the 1 vertices");
    assertFault(() -> off(""), "it has no vertices");
    assertFault(() -> off("OFF 0 0 0"), "it has no vertices");
  }

  @Test
  void objTakesEveryFormOfCorner() {
    Mesh plain = obj("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n");
    assertThat(obj("v 0 0 0 1\nv 1 0 0 1\nv 0 1 0 1\nf 1/7 2/8 3/9")).isEqualTo(plain);
    assertThat(obj("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1//1 2//1 3//1")).isEqualTo(plain);
    assertThat(obj("v 0 0 0\nv 1 0 0\nv 0 1 0\nf -3/-1/-1 -2/-1/-1 -1/-1/-1")).isEqualTo(plain);
    assertThat(obj("f 1 2 3\nv 0 0 0\nv 1 0 0\nv 0 1 0\n")).isEqualTo(plain);
    assertThat(obj("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 \\\n 2 \\\r\n3\n")).isEqualTo(plain);
    assertThat(
            obj("mtllib m.mtl\ng a b\nvt 0 0\nv 0 0 0\nv 1 0 0\nv 0 1 0\nl 1 2\nusemtl x\nf 1 2 3"))
        .isEqualTo(plain);
  }

  @Test
  void objNegativeNumbersCountFromWhereTheyStand() {
    Mesh mesh = obj("v 0 0 0\nv 1 0 0\nv 0 1 0\nf -3 -2 -1\nv 0 0 1\nf -4 -3 -1\n");
    assertThat(corners(mesh)).containsExactly(0, 1, 2, 0, 1, 3);
  }

  @Test
  void objFaultsNameTheLine() {
    assertFault(() -> obj("v 0 0 0\nf 1 0 1\n"), "line 2: a corner is 0");
    assertFault(() -> obj("v 0 0 0\nf -2 1 1\n"), "line 2: '-2' is not a whole number from -1");
    assertFault(() -> obj("v 0 0 0\nf 1 1 2\n"), "a face names vertex 1, but there are 1");
    assertFault(() -> obj("v 0 0\n"), "line 1: it ends where more");
    assertFault(() -> obj("<html>\n"), "it has no vertices");
    assertFault(() -> obj("v 0 0 0\nf 1 a 1\n"), "'a' is not a whole number");
  }

  @Test
  void polygonsAreFans() {
    Mesh mesh = obj("v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nv 0 2 0\nf 2 3 4 5 1\nf 1 2\nf 1\nf\n");
    assertThat(corners(mesh)).containsExactly(1, 2, 3, 1, 3, 4, 1, 4, 0);
  }

  private static int[] corners(Mesh mesh) {
    int[] corners = new int[3 * mesh.triangleCount()];
    Arrays.setAll(corners, i -> mesh.corner(i / 3, i % 3));
    return corners;
  }

  @Test
  void plyWithoutFacesIsACloud() {
    Mesh mesh =
        ply(
            "ply\nformat ascii 1.0\nobj_info x\nelement vertex 2\nproperty int z\n"
                + "property float32 y\nproperty float64 x\nend_header\n3 2 1\n6 5 4\n");
    assertThat(mesh).isEqualTo(Mesh.of(new double[] {1, 2, 3, 4, 5, 6}, new int[0]));
  }

  @Test
  void plyFaultsSayWhere() {
    String vertex = "element vertex 1\nproperty float x\nproperty float y\nproperty float z\n";
    String ascii = "ply\nformat ascii 1.0\n" + vertex;
    assertFault(() -> ply("plx\n"), "does not begin with the word ply");
    assertFault(() -> ply("ply\nformat xml 1.0\n"), "line 2: its format 'xml'");
    assertFault(() -> ply("ply\nend_header\n"), "no line 'format'");
    assertFault(() -> ply(ascii), "it ends before end_header");
    assertFault(() -> ply(ascii + "what\n"), "'what' is no keyword");
    assertFault(() -> ply(ascii + "property word w\n"), "'word' is no type");
    assertFault(() -> ply(ascii + "property list float int w\n"), "length of a list is a float");
    assertFault(() -> ply("ply\nproperty int w\n"), "before the first element");
    assertFault(() -> ply(ascii + "end_header\n1 2\n"), "it ends within vertex 0");
    assertFault(() -> ply(ascii + "end_header\n1 2 nan\n"), "'nan' is not a finite number");
    assertFault(() -> ply(ascii + "end_header\n1 2 3 4\n"), "more follows");
    assertFault(
        () -> ply("ply\nformat ascii 1.0\nelement vertex 1\nproperty int x\nend_header\n1\n"),
        "no properties x, y and z");
    String faces =
        ascii + "element face 1\nproperty list char int vertex_index\nend_header\n1 2 3\n";
    assertFault(() -> ply(faces + "3 0 0 1\n"), "a face names vertex 1, but there are 1");
    assertFault(() -> ply(faces + "-3 0 0 0\n"), "face 0 has a list of length -3");
    assertFault(() -> ply(faces + "3 0 -1 0\n"), "face 0 names vertex -1");
    assertFault(() -> ply(faces + "300 0 0 0\n"), "'300' is not a whole number from -128 to 127");
    String binary = "ply\nformat binary_little_endian 1.0\n" + vertex + "end_header\n";
    assertFault(() -> ply(binary + "0123456789"), "it ends within vertex 0");
    assertFault(() -> ply(binary + "0123456789ABCD"), "2 bytes follow");
    assertFault(() -> ply(binary + "\0\0\200\177" + "\0".repeat(8)), "of vertex 0 is Infinity");
  }

  @Test
  void plyPromisesAreNotBelieved() {
    String big =
        "ply\nformat binary_little_endian 1.0\nelement empty 4294967295\nelement vertex 4294967295\n"
            + "property float x\nproperty float y\nproperty float z\nend_header\n";
    assertFault(() -> ply(big), "it ends within vertex 0");
    assertFault(() -> off("OFF 2147483647 2147483647 0\n"), "it ends before vertex 0");
  }

  @Test
  void xyzTakesBlanksOrCommas() {
    Mesh plain = xyz("1 2 3\n-4.5 5e-1 +6\n");
    assertThat(plain.vertex(1)).containsExactly(-4.5, 0.5, 6);
    assertThat(xyz("\n# x y z\n 1\t2  3 # first\n-4.5 0.5 6 255 0 0\n")).isEqualTo(plain);
    assertThat(xyz("1,2,3\n-4.5, 0.5 ,6 , red\n")).isEqualTo(plain);
  }

  @Test
  void xyzFaultsNameTheLine() {
    assertFault(() -> xyz("1 2 3\n1 2\n"), "line 2: it has fewer than three numbers");
    assertFault(() -> xyz("x,y,z\n1,2,3\n"), "line 1: 'x' is not a finite number");
    assertFault(() -> xyz("1,,2,3\n"), "line 1: '' is not a finite number");
    assertFault(() -> xyz("1,5 2,5 3,5\n"), "'5 2' is not a finite number");
    assertFault(() -> xyz("H 0 0 0\n"), "'H' is not a finite number");
    assertFault(() -> xyz("# nothing\n"), "it has no vertices");
  }

  private static void assertFault(Runnable read, String problem) {
    assertThatThrownBy(read::run)
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageStartingWith("cannot read m.")
        .hasMessageContaining(problem)
        .matches(e -> !((UnreadableDataException) e).remedy().isBlank());
  }

  @Test
  void meshRefusesWhatItCannotBe() {
    assertThatThrownBy(() -> Mesh.of(new double[4], new int[0])).hasMessageContaining("no whole");
    assertThatThrownBy(() -> Mesh.of(new double[] {0, Double.NaN, 0}, new int[0]))
        .hasMessageContaining("coordinate 1 of vertex 0 is NaN");
    assertThatThrownBy(() -> Mesh.of(new double[3], new int[] {0, 0, -1}))
        .hasMessageContaining("names vertex -1");
    double[] vertices = {1, 2, 3};
    Mesh mesh = Mesh.of(vertices, new int[0]);
    vertices[0] = 7;
    mesh.vertex(0)[1] = 7;
    assertThat(mesh.vertex(0)).containsExactly(1, 2, 3);
    assertThat(mesh).hasToString("1 vertices, 0 triangles");
  }
}
