/** Whether something that was asked for is still on its way. */

/** Return a function that passes a promise on; until it is settled `node` has `data-busy`. */
export function createBusy(node) {
  let running = 0;

  return async (promise) => {
    running += 1;
    node.dataset.busy = 'true';
    try {
      return await promise;
    } finally {
      running -= 1;
      if (!running) delete node.dataset.busy;
    }
  };
}
