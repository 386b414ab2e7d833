#include "common/entities.hpp"

#include "support/scratch_directory.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

namespace hubmine::analysis {
namespace {

using ::testing::ElementsAre;

Organisations listing(const std::string& rows) {
    const ScratchDirectory folder;
    const std::string path = folder / "organisations.csv";
    std::ofstream(path) << "namespace,entity,type,country\nnobody,Nobody,company,\n" << rows;
    return Organisations(path);
}

void add(store::Dataset& data, core::Kind kind, std::string_view id) {
    store::Repos& repos = data.repos.at(static_cast<std::size_t>(kind));
    repos.id.push_back(id);
    ++repos.count;
}

void tell(store::Dataset& data, std::string_view name, bool is_organisation, bool by_overview) {
    data.owners.name.push_back(name);
    data.owners.is_organisation.push_back(is_organisation ? 1 : 0);
    data.owners.by_overview.push_back(by_overview ? 1 : 0);
}

std::string shown(const Owner& owner) {
    return fmt::format("{}{} {} {} {}", owner.name, owner.is_named ? "" : " (no owner)",
                       entity_type_name(owner.type), owner.country.empty() ? "-" : owner.country,
                       kOwnerBasisNames.at(static_cast<std::size_t>(owner.basis)));
}

std::string shown(const Entity& entity) {
    return fmt::format("{}{} {} {}", entity.name, entity.is_listed ? " (listed)" : "",
                       entity_type_name(entity.type),
                       entity.country.empty() ? "-" : entity.country);
}

/// Owner and entity of every repository of a kind.
std::vector<std::string> told(const store::Dataset& data, const Organisations& organisations,
                              core::Kind kind = core::Kind::kModel) {
    const Entities entities(data, organisations, core::kAllKinds);
    std::vector<std::string> lines;
    for (const std::uint32_t number : entities.owners_of(kind)) {
        const Owner owner = entities.owner(number);
        EXPECT_EQ(owner.entity, entities.entity_of(number));
        EXPECT_EQ(owner.type, entities.type_of(number));
        lines.push_back(shown(owner) + " | " + shown(entities.entity(owner.entity)));
    }
    return lines;
}

TEST(Entities, AnOwnerIsWhatTheListElseTheOverviewElseADiscussionTells) {
    store::Dataset data;
    for (const char* id : {"meta/a", "ann/a", "lab/a", "told/a", "nobody-knows/a"}) {
        add(data, core::Kind::kModel, id);
    }
    tell(data, "meta", false, true);
    tell(data, "ann", false, true);
    tell(data, "lab", true, true);
    tell(data, "told", true, false);
    tell(data, "owns-nothing", true, true);
    EXPECT_THAT(told(data, listing("meta,Meta,company,US\n")),
                ElementsAre("meta company US list | Meta (listed) company US",
                            "ann individual - overview | ann individual -",
                            "lab organisation - overview | lab organisation -",
                            "told organisation - discussion | told organisation -",
                            "nobody-knows unknown - none | nobody-knows unknown -"));
}

TEST(Entities, TheListKnowsOwnersInAnyLetterCaseThatDifferAmongThemselves) {
    store::Dataset data;
    add(data, core::Kind::kModel, "Meta/a");
    add(data, core::Kind::kModel, "META/a");
    tell(data, "META", true, true);
    const Organisations organisations = listing("meta,Meta,company,US\n");
    EXPECT_THAT(told(data, organisations),
                ElementsAre("Meta company US list | Meta (listed) company US",
                            "META company US list | Meta (listed) company US"));
    const Entities entities(data, organisations, core::kAllKinds);
    EXPECT_EQ(entities.owner_count(), 2U);
    EXPECT_EQ(entities.entity_of(0), entities.entity_of(1));
}

TEST(Entities, WhatTheHubTellsIsOfThatVeryName) {
    store::Dataset data;
    add(data, core::Kind::kModel, "Ann/a");
    tell(data, "ann", false, true);
    EXPECT_THAT(told(data, listing("")), ElementsAre("Ann unknown - none | Ann unknown -"));
}

TEST(Entities, AListedEntityIsWhatItsFirstRowTells) {
    store::Dataset data;
    add(data, core::Kind::kModel, "second/a");
    EXPECT_THAT(told(data, listing("first,Meta,university,FR\nsecond,Meta,company,US\n")),
                ElementsAre("second company US list | Meta (listed) university FR"));
}

TEST(Entities, AListedAndAnUnlistedEntityOfOneNameAreTwo) {
    store::Dataset data;
    add(data, core::Kind::kModel, "ann/a");
    add(data, core::Kind::kModel, "bob/a");
    tell(data, "ann", false, true);
    EXPECT_THAT(told(data, listing("bob,ann,university,FR\n")),
                ElementsAre("ann individual - overview | ann individual -",
                            "bob university FR list | ann (listed) university FR"));
}

TEST(Entities, ARepositoryWithoutAnOwnerIsItsOwnAndOnNoList) {
    store::Dataset data;
    add(data, core::Kind::kModel, "gpt2");
    add(data, core::Kind::kModel, "gpt2/a");
    add(data, core::Kind::kDataset, "gpt2");
    tell(data, "gpt2", true, true);
    const Organisations organisations = listing("gpt2,OpenAI,company,US\n");
    EXPECT_THAT(told(data, organisations),
                ElementsAre("gpt2 (no owner) unknown - none | gpt2 unknown -",
                            "gpt2 company US list | OpenAI (listed) company US"));
    const Entities entities(data, organisations, core::kAllKinds);
    EXPECT_EQ(entities.owner_count(), 3U);
    EXPECT_FALSE(entities.entity(entities.entity_of(0)).is_named);
    EXPECT_TRUE(entities.entity(entities.entity_of(1)).is_named);
}

TEST(Entities, AnOwnerIsOneOverAllKindsThatWereAskedFor) {
    store::Dataset data;
    add(data, core::Kind::kModel, "ann/a");
    add(data, core::Kind::kModel, "ann/b");
    add(data, core::Kind::kSpace, "ann/a");
    add(data, core::Kind::kDataset, "bob/a");
    const Organisations organisations = listing("");
    const Entities entities(data, organisations,
                            std::vector{core::Kind::kModel, core::Kind::kSpace});
    EXPECT_EQ(entities.owner_count(), 1U);
    EXPECT_THAT(entities.owners_of(core::Kind::kModel), ElementsAre(0, 0));
    EXPECT_THAT(entities.owners_of(core::Kind::kSpace), ElementsAre(0));
    EXPECT_TRUE(entities.owners_of(core::Kind::kDataset).empty());
}

TEST(Entities, ManyOwnersAreToldApart) {
    store::Dataset data;
    constexpr std::uint32_t kMany = 1000;
    for (std::uint32_t i = 0; i < 2 * kMany; ++i) {
        add(data, core::Kind::kModel, fmt::format("owner-{}/{}", i % kMany, i));
    }
    const Organisations organisations = listing("");
    const Entities entities(data, organisations, core::kAllKinds);
    EXPECT_EQ(entities.owner_count(), kMany);
    for (std::uint32_t i = 0; i < 2 * kMany; ++i) {
        EXPECT_EQ(entities.owners_of(core::Kind::kModel)[i], i % kMany);
        EXPECT_EQ(entities.owner(i % kMany).name, fmt::format("owner-{}", i % kMany));
    }
}

}  // namespace
}  // namespace hubmine::analysis
