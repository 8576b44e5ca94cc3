"""Self-description of the virtual-observatory services (VOSI 1.1, VODataService 1.1).

The capabilities omit the types of SimpleDALRegExt that registries expect: pyvo warns about types that it does not know.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

MEDIA_TYPE = "text/xml"

AVAILABILITY = """<?xml version="1.0" encoding="UTF-8"?>
<vosi:availability xmlns:vosi="http://www.ivoa.net/xml/VOSIAvailability/v1.0">
  <vosi:available>true</vosi:available>
</vosi:availability>
"""

CAPABILITIES = """<?xml version="1.0" encoding="UTF-8"?>
<vosi:capabilities xmlns:vosi="http://www.ivoa.net/xml/VOSICapabilities/v1.0"
    xmlns:vs="http://www.ivoa.net/xml/VODataService/v1.1"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <capability standardID="ivo://ivoa.net/std/VOSI#capabilities">
    <interface xsi:type="vs:ParamHTTP" version="1.0">
      <accessURL use="full">{base}/sia2/capabilities</accessURL>
    </interface>
  </capability>
  <capability standardID="ivo://ivoa.net/std/VOSI#availability">
    <interface xsi:type="vs:ParamHTTP" version="1.0">
      <accessURL use="full">{base}/sia2/availability</accessURL>
    </interface>
  </capability>
  <capability standardID="ivo://ivoa.net/std/SIA#query-2.0">
    <interface xsi:type="vs:ParamHTTP" role="std" version="2.0">
      <accessURL use="base">{base}/sia2/query</accessURL>
    </interface>
  </capability>
  <capability standardID="ivo://ivoa.net/std/ConeSearch">
    <interface xsi:type="vs:ParamHTTP" role="std" version="1.0">
      <accessURL use="base">{base}/cone?</accessURL>
    </interface>
  </capability>
</vosi:capabilities>
"""


def capabilities(base_url: str) -> str:
    return CAPABILITIES.format(base=escape(base_url))
