export { coulombExchangeTasks } from "./coulomb-exchange";
export { nuclearAttractionTasks } from "./nuclear-attraction";
export { repulsionTasks, schwarzBounds } from "./repulsion";
export { finishTransformTasks, halfTransformTasks } from "./transform";
