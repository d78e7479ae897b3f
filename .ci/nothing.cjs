// Stands in for what is loaded lazily, so that the dry deploy shows the size of the rest. Not a module: those
// would have to export every name that somebody imports.
module.exports = {};
