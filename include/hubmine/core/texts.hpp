#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::core {

/// Many texts in one block of memory: 8 bytes a text beside its own.
class Texts {
  public:
    /// Reads texts in order.
    class Iterator {
      public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = std::string_view;
        using difference_type = std::ptrdiff_t;
        using pointer = const std::string_view*;
        using reference = std::string_view;

        Iterator() = default;
        Iterator(const Texts& texts, std::size_t at) : texts_(&texts), at_(at) {}
        [[nodiscard]] std::string_view operator*() const { return (*texts_)[at_]; }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        Iterator operator++(int) {
            Iterator before = *this;
            ++at_;
            return before;
        }
        friend difference_type operator-(const Iterator& a, const Iterator& b) {
            return static_cast<difference_type>(a.at_) - static_cast<difference_type>(b.at_);
        }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

      private:
        const Texts* texts_ = nullptr;
        std::size_t at_ = 0;
    };
    using value_type = std::string_view;
    using iterator = Iterator;
    using const_iterator = Iterator;

    Texts() = default;
    Texts(std::initializer_list<std::string_view> texts) {
        for (const std::string_view text : texts) {
            push_back(text);
        }
    }

    void push_back(std::string_view text) {
        bytes_.append(text);
        ends_.push_back(bytes_.size());
    }
    /// Takes over the texts of another one, behind its own.
    void append(Texts&& next) {
        if (empty()) {
            bytes_.swap(next.bytes_);
            ends_.swap(next.ends_);
        } else {
            const std::size_t start = bytes_.size();
            bytes_.append(next.bytes_);
            ends_.reserve(ends_.size() + next.ends_.size());
            for (const std::size_t end : next.ends_) {
                ends_.push_back(start + end);
            }
        }
        std::string().swap(next.bytes_);
        std::vector<std::size_t>().swap(next.ends_);
    }
    /// The last text becomes another one.
    void replace_back(std::string_view text) {
        ends_.pop_back();
        bytes_.resize(ends_.empty() ? 0 : ends_.back());
        push_back(text);
    }

    /// Takes every text away; the room that they took is kept for others.
    void clear() {
        bytes_.clear();
        ends_.clear();
    }

    void reserve(std::size_t texts, std::size_t bytes) {
        ends_.reserve(texts);
        bytes_.reserve(bytes);
    }

    [[nodiscard]] std::size_t size() const { return ends_.size(); }
    [[nodiscard]] bool empty() const { return ends_.empty(); }
    /// Valid until the next text is added.
    [[nodiscard]] std::string_view operator[](std::size_t i) const {
        const std::size_t start = i == 0 ? 0 : ends_[i - 1];
        return std::string_view(bytes_).substr(start, ends_[i] - start);
    }
    [[nodiscard]] std::string_view back() const { return (*this)[size() - 1]; }
    [[nodiscard]] Iterator begin() const { return {*this, 0}; }
    [[nodiscard]] Iterator end() const { return {*this, size()}; }

  private:
    std::string bytes_;
    std::vector<std::size_t> ends_;
};

}  // namespace hubmine::core
