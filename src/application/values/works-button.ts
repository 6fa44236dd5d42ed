/** The data of the button by which a person says that the first message arrived. */
export const WORKS_BUTTON = 'untether:works';
