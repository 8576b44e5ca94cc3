"use strict";

const place = document.getElementById("swagger-ui");

window.ui = SwaggerUIBundle({
  domNode: place,
  url: new URL(place.dataset.openapi, document.baseURI).href,
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  displayRequestDuration: true,
  filter: true,
  showExtensions: true,
  showCommonExtensions: true,
  // The online validator would be shown the schema over the internet.
  validatorUrl: null,
});
