export { coulombExchangeTasks } from "./coulomb-exchange";
export { directCoulombExchangeTasks, directHalfTransformTasks } from "./direct";
export { nuclearAttractionTasks } from "./nuclear-attraction";
export { repulsionTasks, schwarzBounds } from "./repulsion";
export { finishTransformTasks, halfTransformTasks } from "./transform";
