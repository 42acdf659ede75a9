/**
 * Reports: one HTML file each, which opens without a network. Each report has a record of plain
 * data and a static {@code render} that makes the file's text of it; the caller writes it.
 */
package io.betti.pipeline.report;
