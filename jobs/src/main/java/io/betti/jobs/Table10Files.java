package io.betti.jobs;

/**
 * The images of table 10.
 *
 * @param train to train on
 * @param trainLabels their labels, for the classifier
 * @param test to compare with
 * @param testLabels their labels, by which the classifier is judged
 */
record Table10Files(String train, String trainLabels, String test, String testLabels) {}
