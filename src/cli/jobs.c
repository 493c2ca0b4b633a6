#define _POSIX_C_SOURCE 200809L

#include "cli/jobs.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

enum { THREADS_MOST = 64, AHEAD = 4 }; /* by so many for each thread may work be ahead of what was taken */

struct jobs {
  const struct job_plan *plan;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  uint32_t begun, taken;
  uint64_t weight; /* of what was begun and not taken */
  bool done[THREADS_MOST * AHEAD]; /* by index, of those between */
  uint32_t window;
  bool ended;
};

uint32_t jobs_processors(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count < 1 ? 1 : count > THREADS_MOST ? THREADS_MOST : (uint32_t)count;
}

/* Whether the next thing may be begun now. */
static bool has_room(const struct jobs *jobs) {
  if (jobs->begun == jobs->taken) return true;
  return jobs->begun - jobs->taken < jobs->window &&
         jobs->weight + jobs->plan->weights[jobs->begun] <= jobs->plan->weight_most;
}

/* The index of the next thing to work on; the number of things where there is none. */
static uint32_t begin_next(struct jobs *jobs) {
  while (!jobs->ended && jobs->begun < jobs->plan->count && !has_room(jobs)) pthread_cond_wait(&jobs->changed, &jobs->lock);
  if (jobs->ended || jobs->begun == jobs->plan->count) return jobs->plan->count;
  jobs->done[jobs->begun % jobs->window] = false;
  jobs->weight += jobs->plan->weights[jobs->begun];
  return jobs->begun++;
}

static void *work(void *context) {
  struct jobs *jobs = context;
  pthread_mutex_lock(&jobs->lock);
  for (uint32_t index; (index = begin_next(jobs)) < jobs->plan->count;) {
    pthread_mutex_unlock(&jobs->lock);
    jobs->plan->work(jobs->plan->context, index);
    pthread_mutex_lock(&jobs->lock);
    jobs->done[index % jobs->window] = true;
    pthread_cond_broadcast(&jobs->changed);
  }
  pthread_mutex_unlock(&jobs->lock);
  return NULL;
}

static void take_all(struct jobs *jobs) {
  const struct job_plan *plan = jobs->plan;
  pthread_mutex_lock(&jobs->lock);
  while (jobs->taken < plan->count && !jobs->ended) {
    uint32_t index = jobs->taken;
    while (jobs->begun == index || !jobs->done[index % jobs->window]) pthread_cond_wait(&jobs->changed, &jobs->lock);
    pthread_mutex_unlock(&jobs->lock);
    bool goes_on = plan->take(plan->context, index);
    pthread_mutex_lock(&jobs->lock);
    jobs->ended = !goes_on;
    jobs->weight -= plan->weights[index];
    jobs->taken++;
    pthread_cond_broadcast(&jobs->changed);
  }
  pthread_mutex_unlock(&jobs->lock);
}

/* Interrupts are the calling thread's. */
static bool start_thread(pthread_t *thread, void *(*run)(void *context), void *context) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  bool started = !pthread_create(thread, NULL, run, context);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return started;
}

static uint32_t start(struct jobs *jobs, pthread_t *threads, uint32_t wanted) {
  uint32_t started = 0;
  while (started < wanted && start_thread(&threads[started], work, jobs)) started++;
  return started;
}

static void run_alone(const struct job_plan *plan) {
  bool goes_on = true;
  for (uint32_t i = 0; i < plan->count && goes_on; i++) {
    plan->work(plan->context, i);
    goes_on = plan->take(plan->context, i);
  }
}

void jobs_run(const struct job_plan *plan) {
  pthread_t threads[THREADS_MOST];
  uint32_t wanted = plan->threads < plan->count ? plan->threads : plan->count;
  if (wanted > THREADS_MOST) wanted = THREADS_MOST;
  struct jobs jobs = {.plan = plan, .window = wanted * AHEAD};
  pthread_mutex_init(&jobs.lock, NULL);
  pthread_cond_init(&jobs.changed, NULL);
  uint32_t started = wanted > 1 ? start(&jobs, threads, wanted) : 0;
  if (started)
    take_all(&jobs);
  else
    run_alone(plan);
  for (uint32_t i = 0; i < started; i++) pthread_join(threads[i], NULL);
  pthread_cond_destroy(&jobs.changed);
  pthread_mutex_destroy(&jobs.lock);
}

static void *run_work(void *context) {
  const struct remit_work *work = context;
  work->run(work->context);
  return NULL;
}

void jobs_both(void *context, const struct remit_work *one, const struct remit_work *other) {
  struct remit_work there = *other;
  pthread_t thread;
  bool started = start_thread(&thread, run_work, &there);
  (void)context;
  one->run(one->context);
  if (started) pthread_join(thread, NULL);
  else other->run(other->context);
}
