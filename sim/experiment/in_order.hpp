#pragma once

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <cstddef>
#include <vector>

#ifdef __has_feature
#if __has_feature(thread_sanitizer)
#define ENTENTE_THREAD_SANITIZER
#include <sanitizer/tsan_interface.h>
#endif
#endif

namespace entente {

/// An order that oneTBB keeps in its library, where the thread sanitizer does not see it: what happened
/// before handed_over(x) happened before what follows the next taken_over(x). Nothing in other builds.
inline void handed_over([[maybe_unused]] void* what) {
#ifdef ENTENTE_THREAD_SANITIZER
  __tsan_release(what);
#endif
}
inline void taken_over([[maybe_unused]] void* what) {
#ifdef ENTENTE_THREAD_SANITIZER
  __tsan_acquire(what);
#endif
}

/// While it lives, a stage has what was handed over before it under these names, and hands it on when it
/// ends.
template <std::size_t Count>
class Stage {
 public:
  template <class... Name>
  explicit Stage(Name*... names) : names_{names...} {
    for (void* name : names_) taken_over(name);
  }
  ~Stage() {
    for (void* name : names_) handed_over(name);
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

 private:
  void* names_[Count];
};
template <class... Name>
Stage(Name*...) -> Stage<sizeof...(Name)>;

/// Works through items on `threads` threads. `take(item)` fills the next item, or returns false at the end;
/// `play(runner, item)` does the work, with a runner of the thread's own, which `make_runner()` gives;
/// `record(item)` gets the items in the order in which they were taken. Only `play` and `make_runner` run on
/// several threads at a time; take and record may each run beside the other. `under_way` items per thread are
/// there at most, and they are used again and again.
template <class Item, class MakeRunner, class Take, class Play, class Record>
void in_order(MakeRunner make_runner, unsigned threads, std::size_t under_way, Take take, Play play,
              Record record) {
  namespace tbb = oneapi::tbb;
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  tbb::enumerable_thread_specific<decltype(make_runner())> runners(make_runner);
  // Item k is free again when the item that many places later is taken: items leave in order, and no more are
  // under way.
  std::vector<Item> items(under_way * threads);
  std::size_t taken = 0;
  int taking = 0;
  int recording = 0;
  const auto first = [&](tbb::flow_control& control) -> Item* {
    const Stage stage(&taking);
    Item& item = items[taken++ % items.size()];
    const Stage stage_of_item(&item);
    if (take(item)) return &item;
    control.stop();
    return nullptr;
  };
  const auto second = [&](Item* item) {
    const Stage stage(item);
    play(runners.local(), *item);
    return item;
  };
  const auto third = [&](Item* item) {
    const Stage stage(&recording, item);
    record(*item);
  };
  for (Item& item : items) handed_over(&item);
  handed_over(&taking);
  handed_over(&recording);
  arena.execute([&] {
    tbb::parallel_pipeline(items.size(),
                           tbb::make_filter<void, Item*>(tbb::filter_mode::serial_in_order, first) &
                               tbb::make_filter<Item*, Item*>(tbb::filter_mode::parallel, second) &
                               tbb::make_filter<Item*, void>(tbb::filter_mode::serial_in_order, third));
  });
  for (Item& item : items) taken_over(&item);
  taken_over(&taking);
  taken_over(&recording);
}

}  // namespace entente
