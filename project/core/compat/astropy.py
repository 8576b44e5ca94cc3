from __future__ import annotations

#: Raised for tiles of a compressed image that cannot be decompressed. Its base is Exception, and astropy exports no
#: name for it.
from astropy.io.fits.hdu.compressed._compression import CfitsioException

__all__ = ["CfitsioException"]
