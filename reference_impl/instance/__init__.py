"""The reference instance: tables, the rules on them, and both over HTTP."""

from reference_impl.instance.api import InstanceApi
from reference_impl.instance.instance import Instance
from reference_impl.instance.tables import counting_ids

__all__ = ["Instance", "InstanceApi", "counting_ids"]
