package io.betti.jobs;

/**
 * The images or volumes of table 10.
 *
 * @param train to train on
 * @param trainLabels their labels, for the classifier; null for volumes
 * @param test to compare with
 * @param testLabels their labels, by which the classifier is judged; null for volumes
 */
record Table10Files(String train, String trainLabels, String test, String testLabels) {}
