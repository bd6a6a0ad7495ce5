// Package group proposes what a clerk would otherwise begin by hand (梳理归并):
// which opinions say the same, and where one belongs whose aspect was left open.
//
// Whatever it gives is a proposal. It takes words and gives places in its input;
// it changes, drops and makes up nothing, and the wording it proposes for a group
// is one of the group's originals. Who merges is the organizer.
//
// Propose compares the opinions about one subject that came by one channel, by
// the cosine of TF-IDF weights of characters and character bigrams, and puts
// them together by average linkage. Stock phrases (理论学习不够深入) stay among
// themselves, so that they do not swallow what is concrete, and opposite wishes
// are kept apart. It cannot know more than the characters show: 配一台打印机 and
// 配一台饮水机 are alike to it, 老好人 and 斗争精神不足 are not. How often it is
// right is measured (BenchmarkQuality, testdata/labelled.yaml).
//
// Aspects asks the opinions that have an aspect, and the headings themselves.
//
// The order of the input decides nothing, so a proposal tells nobody who came
// first. An inverted index finds what is alike, and the work for one opinion has
// an upper bound: cost grows with the number of opinions. Where hundreds say
// nearly the same only the most alike are compared, and a group may come in two.
package group
