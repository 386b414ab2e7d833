#include "hubmine/core/figure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Schema table() {
    return {.name = "usage",
            .help = "a model",
            .columns = {{.name = "model", .type = CellType::kText, .meaning = {}},
                        {.name = "spaces", .type = CellType::kInteger, .meaning = {}}}};
}

Figure figure() {
    return {.name = "usage",
            .chart = Chart::kBars,
            .table = "usage",
            .x = {.column = "spaces", .scale = Scale::kLinear, .title = "spaces"},
            .y = {.column = "model", .scale = Scale::kNames, .title = "model"},
            .colour = {},
            .panel = {},
            .only = {},
            .title = "The most used models",
            .caption = "Spaces that use a model."};
}

TEST(Figure, OfColumnsThatAreThereHasNoFault) {
    EXPECT_THAT(faults_of(figure(), table()), IsEmpty());
}

TEST(Figure, NamesColumnsThatAreNotThere) {
    Figure wrong = figure();
    wrong.x.column = "likes";
    wrong.panel = "subfield";
    wrong.only = {{.column = "network", .value = "usage"}};
    EXPECT_THAT(faults_of(wrong, table()), ElementsAre("usage: usage has no column likes",
                                                       "usage: usage has no column subfield",
                                                       "usage: usage has no column network"));
}

TEST(Figure, CountsNoTextsAndNamesNoNumbers) {
    Figure wrong = figure();
    wrong.x.column = "model";
    wrong.y.column = "spaces";
    EXPECT_THAT(faults_of(wrong, table()),
                ElementsAre("usage: model is no number", "usage: spaces is no name"));
}

TEST(Figure, WhatItDependsOnIsThere) {
    Figure wrong = figure();
    wrong.words = {{.column = "task", .value = "", .word = "none"}};
    wrong.without = {{.column = "rank", .value = "1"}};
    wrong.least = {.column = "model", .least = 10, .what = "of them"};
    wrong.known = {.column = "owner", .nothing = {""}, .whole = {}, .otherwise = "Nobody knows."};
    EXPECT_THAT(faults_of(wrong, table()),
                ElementsAre("usage: usage has no column rank", "usage: usage has no column task",
                            "usage: model is no number", "usage: owner is not drawn"));
}

TEST(Figure, AnIntervalHasTwoEndsThatAreNumbers) {
    Figure wrong = figure();
    wrong.low = "model";
    EXPECT_THAT(faults_of(wrong, table()),
                ElementsAre("usage: an interval has two ends", "usage: model is no number"));
}

TEST(Figure, ACalendarIsColouredByANumber) {
    Figure wrong = figure();
    wrong.chart = Chart::kCalendar;
    wrong.colour = "model";
    EXPECT_THAT(faults_of(wrong, table()), ElementsAre("usage: a map is coloured by a number"));
}

TEST(Figure, OfAnotherTableOrWithoutWordsIsToldSo) {
    Figure wrong = figure();
    wrong.table = "owners";
    wrong.caption.clear();
    wrong.y.title.clear();
    EXPECT_THAT(
        faults_of(wrong, table()),
        ElementsAre("usage: the axis of model has no title", "usage: is of owners, not of usage",
                    "usage: has no name, no title or no caption"));
}

TEST(Figure, AMapIsColouredByANumber) {
    Figure map = figure();
    map.chart = Chart::kMap;
    map.colour = "model";
    EXPECT_THAT(faults_of(map, table()), ElementsAre("usage: a map is coloured by a number"));
    map.colour = "spaces";
    EXPECT_THAT(faults_of(map, table()), IsEmpty());
}

}  // namespace
}  // namespace hubmine::core
