const { fileURLToPath } = require('node:url');

/** Node imports file: addresses, jest's require does not know them: migrations are found and imported by address. */
module.exports = (request, options) =>
  options.defaultResolver(request.startsWith('file:') ? fileURLToPath(request) : request, options);
