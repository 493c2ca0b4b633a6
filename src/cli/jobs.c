#define _POSIX_C_SOURCE 200809L

#include "cli/jobs.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

enum { THREADS_MOST = 64, AHEAD = 4 }; /* by so many for each thread may work be ahead of what was taken */

struct jobs {
  const struct job_plan *plan;
  pthread_mutex_t lock;
  pthread_cond_t room;  /* for the next thing; for this the further threads wait */
  pthread_cond_t ready; /* the next thing is, to be taken; for this the calling thread waits */
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

static bool is_any_left(const struct jobs *jobs) { return !jobs->ended && jobs->begun < jobs->plan->count; }

/* Works on the next thing. The lock is open meanwhile. */
static void do_next(struct jobs *jobs) {
  uint32_t index = jobs->begun++;
  jobs->done[index % jobs->window] = false;
  jobs->weight += jobs->plan->weights[index];
  pthread_mutex_unlock(&jobs->lock);
  jobs->plan->work(jobs->plan->context, index);
  pthread_mutex_lock(&jobs->lock);
  jobs->done[index % jobs->window] = true;
  if (index == jobs->taken) pthread_cond_signal(&jobs->ready);
}

static void *work(void *context) {
  struct jobs *jobs = context;
  pthread_mutex_lock(&jobs->lock);
  while (is_any_left(jobs)) {
    if (has_room(jobs)) do_next(jobs);
    else pthread_cond_wait(&jobs->room, &jobs->lock);
  }
  pthread_mutex_unlock(&jobs->lock);
  return NULL;
}

static void take_next(struct jobs *jobs) {
  uint32_t index = jobs->taken;
  pthread_mutex_unlock(&jobs->lock);
  bool goes_on = jobs->plan->take(jobs->plan->context, index);
  pthread_mutex_lock(&jobs->lock);
  jobs->ended = !goes_on;
  jobs->weight -= jobs->plan->weights[index];
  jobs->taken++;
  pthread_cond_broadcast(&jobs->room);
}

/* The calling thread works too while there is nothing to take, so that it is seldom waked. */
static void work_and_take(struct jobs *jobs) {
  pthread_mutex_lock(&jobs->lock);
  while (jobs->taken < jobs->plan->count && !jobs->ended) {
    if (jobs->begun > jobs->taken && jobs->done[jobs->taken % jobs->window]) take_next(jobs);
    else if (is_any_left(jobs) && has_room(jobs)) do_next(jobs);
    else pthread_cond_wait(&jobs->ready, &jobs->lock);
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
  pthread_cond_init(&jobs.room, NULL);
  pthread_cond_init(&jobs.ready, NULL);
  uint32_t started = wanted > 1 ? start(&jobs, threads, wanted - 1) : 0;
  if (started)
    work_and_take(&jobs);
  else
    run_alone(plan);
  for (uint32_t i = 0; i < started; i++) pthread_join(threads[i], NULL);
  pthread_cond_destroy(&jobs.ready);
  pthread_cond_destroy(&jobs.room);
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
