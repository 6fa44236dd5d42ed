/** How many processes may die while they act on a row, or send a parcel, before that is done no more. */
export const MOST_DEATHS = 3;
