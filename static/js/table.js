/** The table of the map page, fetched when it is shown for the first time. */
export { createTable } from './map/table/table.js';
