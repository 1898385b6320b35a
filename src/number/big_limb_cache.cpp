#include "number/big_limb_cache.hpp"

#include <array>
#include <bit>
#include <new>

namespace rigor {
namespace {

// Sizes are powers of two, from 8 limbs (512 bits) to 2^17 (a megabyte); larger blocks are not
// kept.
constexpr int kFirstSize = 3;
constexpr int kSizes = 15;
// At most this many blocks of a size, and at most about this many bytes of a size.
constexpr std::size_t kMostBlocks = 64;
constexpr std::size_t kMostBytes = std::size_t{1} << 20;

// What a kept block holds.
struct Node {
  Node* next;
};

struct List {
  Node* first;
  std::size_t length;
};

enum class Stage { unused, open, closed };

// Constants at the start and trivial destructors: both may be used as long as the thread runs, also
// by numbers that are destroyed after the other thread-local objects.
thread_local constinit std::array<List, kSizes> lists{};
thread_local constinit Stage stage = Stage::unused;

struct Closer {
  ~Closer() {
    stage = Stage::closed;
    for (List& list : lists) {
      while (list.first != nullptr) {
        Node* const node = list.first;
        list.first = node->next;
        ::operator delete(node);
      }
    }
  }
};

int size_class(std::size_t count) {
  const int digits = static_cast<int>(std::bit_width(count - 1));
  return digits <= kFirstSize ? 0 : digits - kFirstSize;
}

constexpr std::size_t bytes_of(int size) {
  return sizeof(mp_limb_t) << (size + kFirstSize);
}

constexpr std::size_t most_blocks(int size) {
  const std::size_t fit = kMostBytes / bytes_of(size);
  return fit < kMostBlocks ? fit : kMostBlocks;
}
static_assert(most_blocks(kSizes - 1) == 1);

// Opens the cache of the thread: from now on it is closed when the thread ends.
bool is_open() {
  if (stage == Stage::unused) {
    thread_local Closer closer;
    stage = Stage::open;
  }
  return stage == Stage::open;
}

}  // namespace

mp_limb_t* take_limbs(std::size_t count) {
  const int size = size_class(count);
  if (size >= kSizes) return static_cast<mp_limb_t*>(::operator new(count * sizeof(mp_limb_t)));
  List& list = lists[static_cast<std::size_t>(size)];
  if (list.first == nullptr) return static_cast<mp_limb_t*>(::operator new(bytes_of(size)));
  Node* const node = list.first;
  list.first = node->next;
  --list.length;
  return reinterpret_cast<mp_limb_t*>(node);
}

void give_back_limbs(mp_limb_t* block, std::size_t count) noexcept {
  const int size = size_class(count);
  if (size < kSizes && is_open()) {
    List& list = lists[static_cast<std::size_t>(size)];
    if (list.length < most_blocks(size)) {
      list.first = ::new (block) Node{list.first};
      ++list.length;
      return;
    }
  }
  ::operator delete(block);
}

}  // namespace rigor
