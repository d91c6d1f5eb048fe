"""AWS, for customers whose tokens must lie there. secrets: AWS Secrets Manager; needs boto3."""
