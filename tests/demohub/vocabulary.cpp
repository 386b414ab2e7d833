#include "demohub/vocabulary.hpp"

#include "demohub/chance.hpp"
#include "demohub/random.hpp"

#include <fmt/format.h>

#include <array>
#include <span>

namespace hubmine::demohub {
namespace {

// Shares of the study where it prints them; the rest of the licensed share is spread over others.
constexpr std::array kModelLicenses{Weighted{"", 64.67},
                                    Weighted{"apache-2.0", 13.07},
                                    Weighted{"mit", 6.01},
                                    Weighted{"openrail", 4.95},
                                    Weighted{"creativeml-openrail-m", 3.53},
                                    Weighted{"other", 1.9},
                                    Weighted{"cc-by-nc-4.0", 1.2},
                                    Weighted{"llama2", 1.0},
                                    Weighted{"cc-by-4.0", 0.9},
                                    Weighted{"afl-3.0", 0.5},
                                    Weighted{"cc-by-nc-sa-4.0", 0.45},
                                    Weighted{"gpl-3.0", 0.4},
                                    Weighted{"cc-by-sa-4.0", 0.4},
                                    Weighted{"bigscience-bloom-rail-1.0", 0.3},
                                    Weighted{"unknown", 0.25},
                                    Weighted{"bsd-3-clause", 0.15},
                                    Weighted{"cc0-1.0", 0.12},
                                    Weighted{"artistic-2.0", 0.1},
                                    Weighted{"agpl-3.0", 0.1}};
constexpr std::array kDatasetLicenses{
    Weighted{"", 72.13},           Weighted{"mit", 7.8},
    Weighted{"apache-2.0", 4.2},   Weighted{"openrail", 2.5},
    Weighted{"cc-by-4.0", 1.9},    Weighted{"other", 1.8},
    Weighted{"cc-by-sa-4.0", 1.3}, Weighted{"cc-by-nc-sa-4.0", 1.1},
    Weighted{"cc-by-nc-4.0", 1.0}, Weighted{"unknown", 1.0},
    Weighted{"cc0-1.0", 0.9},      Weighted{"afl-3.0", 0.7},
    Weighted{"gpl-3.0", 0.5},      Weighted{"odc-by", 0.3}};
constexpr std::array kSpaceLicenses{Weighted{"", 68},           Weighted{"mit", 12},
                                    Weighted{"apache-2.0", 10}, Weighted{"openrail", 5},
                                    Weighted{"other", 1.5},     Weighted{"gpl-3.0", 1.5},
                                    Weighted{"cc-by-4.0", 1},   Weighted{"afl-3.0", 1}};

constexpr std::array kPipelineTags{Weighted{"", 34},
                                   Weighted{"text-generation", 13},
                                   Weighted{"reinforcement-learning", 10},
                                   Weighted{"text-classification", 8},
                                   Weighted{"text-to-image", 6},
                                   Weighted{"text2text-generation", 5},
                                   Weighted{"automatic-speech-recognition", 4},
                                   Weighted{"token-classification", 3.5},
                                   Weighted{"fill-mask", 3},
                                   Weighted{"image-classification", 3},
                                   Weighted{"question-answering", 2.5},
                                   Weighted{"feature-extraction", 1.5},
                                   Weighted{"sentence-similarity", 1.5},
                                   Weighted{"translation", 1},
                                   Weighted{"summarization", 0.8},
                                   Weighted{"object-detection", 0.5},
                                   Weighted{"image-segmentation", 0.4},
                                   Weighted{"text-to-speech", 0.4},
                                   Weighted{"audio-classification", 0.4},
                                   Weighted{"zero-shot-image-classification", 0.3},
                                   Weighted{"image-to-text", 0.3},
                                   Weighted{"unconditional-image-generation", 0.3},
                                   Weighted{"depth-estimation", 0.2},
                                   Weighted{"video-classification", 0.2},
                                   Weighted{"visual-question-answering", 0.2},
                                   Weighted{"document-question-answering", 0.2},
                                   Weighted{"tabular-classification", 0.2},
                                   Weighted{"text-to-video", 0.1}};

constexpr std::array kLanguages{Weighted{"", 55},    Weighted{"en", 28}, Weighted{"fr", 2.5},
                                Weighted{"zh", 2.5}, Weighted{"de", 2},  Weighted{"es", 2},
                                Weighted{"ja", 1.5}, Weighted{"ru", 1},  Weighted{"ko", 1},
                                Weighted{"ar", 1},   Weighted{"pt", 1},  Weighted{"no", 0.3}};

constexpr std::array kSdks{Weighted{"gradio", 62}, Weighted{"streamlit", 18},
                           Weighted{"static", 12}, Weighted{"docker", 8}};

constexpr std::array kRelations{Weighted{"finetune", 44}, Weighted{"quantized", 34},
                                Weighted{"adapter", 19}, Weighted{"merge", 3}};

constexpr std::array kCommitTitles{Weighted{"Update README.md", 30},
                                   Weighted{"Upload folder using huggingface_hub", 14},
                                   Weighted{"Upload model", 9},
                                   Weighted{"Upload tokenizer", 8},
                                   Weighted{"Training in progress", 8},
                                   Weighted{"update model card README.md", 5},
                                   Weighted{"End of training", 5},
                                   Weighted{"Update app.py", 5},
                                   Weighted{"Create README.md", 4},
                                   Weighted{"Delete old checkpoint", 3},
                                   Weighted{"Fix \"max_length\"", 2},
                                   Weighted{"Add weights – first try", 2},
                                   Weighted{"Push model using huggingface_hub.", 5}};

constexpr std::array kDiscussionTitles{Weighted{"Update README.md", 20},
                                       Weighted{"How to fine-tune this?", 12},
                                       Weighted{"License?", 8},
                                       Weighted{"Out of memory", 8},
                                       Weighted{"Great work!", 8},
                                       Weighted{"Fix typo in model card", 7},
                                       Weighted{"Error when loading", 10},
                                       Weighted{"Request: GGUF version", 6},
                                       Weighted{"=SUM(1,2) in the table", 1},
                                       Weighted{"Länge des Kontexts? 文脈の長さ", 2},
                                       Weighted{"Inference API is slow", 5}};

constexpr std::array<std::string_view, 16> kModelWords{
    "bert", "roberta", "distilbert", "gpt2",  "llama",  "t5",  "wav2vec2", "whisper",
    "vit",  "ppo",     "dqn",        "bloom", "falcon", "opt", "mistral",  "lora"};
constexpr std::array<std::string_view, 12> kModelEnds{"base", "large",   "small", "7b",
                                                      "13b",  "chat",    "sst2",  "squad",
                                                      "ner",  "emotion", "xsum",  "finetuned"};
constexpr std::array<std::string_view, 10> kDatasetWords{
    "wiki", "reviews", "tweets", "billsum", "squad", "faces", "speech", "code", "medical", "news"};
constexpr std::array<std::string_view, 7> kDatasetEnds{"qa",      "instruct", "small",   "clean",
                                                       "dialogs", "en",       "embedded"};
constexpr std::array<std::string_view, 10> kSpaceWords{
    "chat", "image", "anime", "voice", "diffusion", "summary", "pose", "gpt", "music", "vision"};
constexpr std::array<std::string_view, 7> kSpaceEnds{"demo",  "app",    "webui", "playground",
                                                     "space", "studio", "test"};

std::string two_words(std::span<const std::string_view> firsts,
                      std::span<const std::string_view> lasts, std::uint64_t hash) {
    return fmt::format("{}-{}", firsts[hash % firsts.size()], lasts[scatter(hash) % lasts.size()]);
}

}  // namespace

std::string_view pick_license(core::Kind kind, double u) {
    switch (kind) {
        case core::Kind::kModel:
            return pick(kModelLicenses, u);
        case core::Kind::kDataset:
            return pick(kDatasetLicenses, u);
        default:
            return pick(kSpaceLicenses, u);
    }
}

std::string_view pick_pipeline_tag(double u) {
    return pick(kPipelineTags, u);
}

std::string_view pick_library(std::string_view pipeline_tag, double u) {
    if (pipeline_tag == "text-to-image" || pipeline_tag == "unconditional-image-generation" ||
        pipeline_tag == "text-to-video") {
        return "diffusers";
    }
    if (pipeline_tag == "reinforcement-learning") {
        return u < 0.6 ? "stable-baselines3" : "ml-agents";
    }
    if (pipeline_tag == "sentence-similarity") {
        return "sentence-transformers";
    }
    constexpr std::array kLibraries{Weighted{"transformers", 75}, Weighted{"", 12},
                                    Weighted{"peft", 8}, Weighted{"timm", 3}, Weighted{"keras", 2}};
    return pipeline_tag.empty() && u < 0.7 ? "" : pick(kLibraries, u);
}

std::string_view pick_language(double u) {
    return pick(kLanguages, u);
}

std::string_view pick_sdk(double u) {
    return pick(kSdks, u);
}

std::string_view pick_relation(double u) {
    return pick(kRelations, u);
}

std::string_view pick_commit_title(double u) {
    return pick(kCommitTitles, u);
}

std::string_view pick_discussion_title(double u) {
    return pick(kDiscussionTitles, u);
}

std::string readable_name(core::Kind kind, std::uint64_t hash) {
    switch (kind) {
        case core::Kind::kModel:
            return two_words(kModelWords, kModelEnds, hash);
        case core::Kind::kDataset:
            return two_words(kDatasetWords, kDatasetEnds, hash);
        default:
            return two_words(kSpaceWords, kSpaceEnds, hash);
    }
}

}  // namespace hubmine::demohub
