'use strict';

const document = require('../apps/api/openapi.json');

/** A signature as somebody might draw it: the one that the document of the interface shows. */
exports.SIGNATURE = document.components.schemas.VisitEnd.properties.signature.example;
