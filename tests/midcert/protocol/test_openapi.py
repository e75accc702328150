"""The OpenAPI documents: each is OpenAPI."""

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.midcert.protocol.documents import DOCUMENTS, document


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_document_is_openapi(name: str) -> None:
    assert document(name)["openapi"].startswith("3.1.")
    OpenAPIV31SpecValidator(document(name)).validate()
