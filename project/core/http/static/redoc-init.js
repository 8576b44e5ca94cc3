"use strict";

const place = document.getElementById("redoc");

// The search runs in a worker made from a blob, which the Content-Security-Policy refuses.
const options = { disableSearch: true };

Redoc.init(new URL(place.dataset.openapi, document.baseURI).href, options, place);
