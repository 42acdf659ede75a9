package io.betti.pipeline.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table: columns of text stand left, columns of numbers right and in figures of one width. A
 * builder; cells are escaped.
 */
public final class Table {
  private record Column(String heading, boolean number) {}

  private record Cell(String markup, String style) {}

  private final String caption;
  private final List<Column> columns = new ArrayList<>();
  private final List<List<Cell>> rows = new ArrayList<>();
  private String kind = "";

  /**
   * A table without columns.
   *
   * @param caption what it shows; may be empty
   */
  public Table(String caption) {
    this.caption = caption;
  }

  /** Adds a column of text. */
  public Table text(String heading) {
    columns.add(new Column(heading, false));
    return this;
  }

  /** Adds a column of numbers. */
  public Table number(String heading) {
    columns.add(new Column(heading, true));
    return this;
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if there is not one cell a column
   */
  public Table row(String... cells) {
    List<Cell> row = new ArrayList<>();
    for (String cell : cells) {
      row.add(new Cell(HtmlText.escape(cell), ""));
    }
    return add(row);
  }

  /** Adds a row of markup made in this package. */
  Table markup(List<String> cells, List<String> styles) {
    List<Cell> row = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      row.add(new Cell(cells.get(i), styles.get(i)));
    }
    return add(row);
  }

  /** A class of the style sheet. */
  Table kind(String name) {
    kind = name;
    return this;
  }

  private Table add(List<Cell> row) {
    if (row.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row of " + row.size() + " cells in a table of " + columns.size() + " columns");
    }
    rows.add(row);
    return this;
  }

  String html() {
    StringBuilder out = new StringBuilder("<div class=\"scroll\"><table class=\"" + kind + "\">\n");
    if (!caption.isEmpty()) {
      out.append("<caption>").append(HtmlText.escape(caption)).append("</caption>\n");
    }
    out.append("<thead><tr>");
    for (Column column : columns) {
      out.append(column.number() ? "<th class=\"n\" scope=\"col\">" : "<th scope=\"col\">")
          .append(HtmlText.escape(column.heading()))
          .append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (List<Cell> row : rows) {
      out.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        out.append(columns.get(i).number() ? "<td class=\"n\"" : "<td");
        if (!row.get(i).style().isEmpty()) {
          out.append(" style=\"").append(row.get(i).style()).append('"');
        }
        out.append('>').append(row.get(i).markup()).append("</td>");
      }
      out.append("</tr>\n");
    }
    return out.append("</tbody></table></div>\n").toString();
  }
}
