"""One module a format: from a file to drafts of records, rejections and remarks."""
