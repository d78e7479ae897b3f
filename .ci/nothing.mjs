// Stands in for what is loaded lazily, so that the dry deploy shows the size of the rest.
export const getDocumentProxy = null;
